package dev.planetfall.migration.watch;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Diagnosis;
import dev.planetfall.migration.ReplicationStatus;
import java.time.Instant;
import java.util.Optional;

/** What symptoms mean: the first that explains a standstill, then what limits the speed. */
final class Judgement {
    private static final double MOST = 0.5;

    private Judgement() {}

    static Diagnosis of(Instant at, Symptoms seen) {
        Verdict verdict = paused(seen)
                .or(() -> lockOnTarget(seen))
                .or(() -> lockOnSource(seen))
                .or(() -> tooFewWorkers(seen))
                .or(() -> noWorker(seen))
                .or(() -> nothingToDo(seen))
                .or(() -> limit(seen))
                .orElseGet(Judgement::unknown);
        return new Diagnosis(at, verdict.id(), verdict.sentence(), seen.evidence(), verdict.advice());
    }

    private record Verdict(String id, String sentence, String advice) {}

    private static Optional<Verdict> paused(Symptoms seen) {
        return seen.now().enabled()
                ? Optional.empty()
                : Optional.of(new Verdict(
                        "paused",
                        Messages.text("watch.judgement.replication-is-paused-the-subscription"),
                        Messages.text("watch.judgement.resume-it-until-then-the")));
    }

    private static Optional<Verdict> lockOnTarget(Symptoms seen) {
        return Symptoms.blocked(seen.onTarget())
                .map(blocked -> blocked.blocker().orElseThrow().isThisProgram() ? ownLock(blocked) : lock(blocked));
    }

    private static Verdict ownLock(ProcessSample blocked) {
        return new Verdict(
                "own-lock",
                Messages.text(
                        "watch.judgement.planetfall-itself-builds-a-key",
                        blocked.lockedTable()
                                .map(table -> Messages.text("watch.judgement.on", table))
                                .orElse("")),
                Messages.text("watch.judgement.there-is-nothing-to-do-they"));
    }

    private static Verdict lock(ProcessSample blocked) {
        return new Verdict(
                "lock",
                Messages.text(
                        "watch.judgement.planetscale-waits-for-a-lock",
                        blocked.lockedTable()
                                .map(table -> Messages.text("watch.judgement.on", table))
                                .orElse(""),
                        blocked.blocker().orElseThrow().described()),
                Messages.text(
                        "watch.judgement.end-that-transaction-in-its",
                        blocked.blocker().orElseThrow().pid()));
    }

    /** A slot is made for each table that is copied, and waits for every transaction that has written. */
    private static Optional<Verdict> lockOnSource(Symptoms seen) {
        return Symptoms.blocked(seen.onSource())
                .map(blocked -> new Verdict(
                        "transaction-on-source",
                        Messages.text(
                                "watch.judgement.the-source-cannot-begin-the",
                                blocked.blocker().orElseThrow().described()),
                        Messages.text(
                                "watch.judgement.let-it-end-or-end",
                                blocked.blocker().orElseThrow().pid())));
    }

    private static Optional<Verdict> tooFewWorkers(Symptoms seen) {
        return seen.now()
                .workers()
                .filter(workers -> workers.sentence().isPresent())
                .map(workers -> new Verdict(
                        "workers",
                        workers.possible() == 0
                                ? Messages.text("watch.judgement.no-table-can-be-copied", workers.setting())
                                : Messages.text(
                                        "watch.judgement.fewer-tables-are-copied-at",
                                        workers.possible(),
                                        workers.wanted()),
                        workers.sentence().orElseThrow()));
    }

    private static Optional<Verdict> noWorker(Symptoms seen) {
        return seen.onTarget().isEmpty() || seen.onSource().isEmpty()
                ? Optional.of(new Verdict(
                        seen.refusing() ? "refused" : "not-connected",
                        Messages.text(
                                seen.onTarget().isEmpty()
                                        ? "watch.judgement.no-process-works-for-the"
                                        : "watch.judgement.planetscales-processes-have-no-connection"),
                        Messages.text(
                                seen.refusing()
                                        ? "watch.judgement.planetscale-met-an-error-and"
                                        : "watch.judgement.look-whether-planetscale-reaches-the")))
                : Optional.empty();
    }

    private static Optional<Verdict> nothingToDo(Symptoms seen) {
        ReplicationStatus now = seen.now();
        return now.allTablesLive() && now.isLagSmall()
                ? Optional.of(new Verdict(
                        "nothing",
                        Messages.text("watch.judgement.it-is-not-slow-everything"),
                        Messages.text("watch.judgement.there-is-nothing-to-do")))
                : Optional.empty();
    }

    private static Optional<Verdict> limit(Symptoms seen) {
        double targetReceives = Symptoms.share(
                seen.onTarget(), "IPC/LogicalSyncData", "Client/LibPQWalReceiver", "IPC/LibPQ", "Client/ClientRead");
        double sourceSends = Symptoms.share(seen.onSource(), "Client/ClientWrite", "Client/WalSenderWrite");
        double targetDisk = Symptoms.share(seen.onTarget(), "IO/");
        double targetWorks = Symptoms.share(seen.onTarget(), "running", "LWLock/", "IO/");
        if (sourceSends >= MOST && targetWorks < MOST) {
            return Optional.of(new Verdict(
                    "network",
                    Messages.text("watch.judgement.the-network-between-the-two"),
                    Messages.text("watch.judgement.nothing-to-mend-on-either")));
        }
        if (targetDisk >= MOST) {
            return Optional.of(new Verdict(
                    "target-disk",
                    Messages.text("watch.judgement.planetscales-disk-is-the-limit"),
                    Messages.text("watch.judgement.give-the-cluster-a-larger")));
        }
        if (targetWorks >= MOST) {
            return Optional.of(new Verdict(
                    "target-cpu",
                    Messages.text("watch.judgement.planetscale-is-the-limit-its"),
                    Messages.text("watch.judgement.give-the-cluster-more-cpu")));
        }
        return targetReceives >= MOST && sourceSends < MOST && isCopying(seen.now())
                ? Optional.of(new Verdict(
                        "source",
                        Messages.text("watch.judgement.the-source-is-the-limit"),
                        Messages.text("watch.judgement.look-how-busy-the-sources")))
                : Optional.empty();
    }

    private static boolean isCopying(ReplicationStatus now) {
        return now.tablesToCopy() > 0;
    }

    private static Verdict unknown() {
        return new Verdict(
                "unknown",
                Messages.text("watch.judgement.nothing-was-found-that-holds"),
                Messages.text("watch.judgement.the-facts-below-are-all"));
    }
}
