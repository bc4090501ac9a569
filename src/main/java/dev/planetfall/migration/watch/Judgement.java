package dev.planetfall.migration.watch;

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
                        "Replication is paused: the subscription on PlanetScale is disabled.",
                        "Resume it. Until then the source keeps every change."));
    }

    private static Optional<Verdict> lockOnTarget(Symptoms seen) {
        return Symptoms.blocked(seen.onTarget())
                .map(blocked -> blocked.blocker().orElseThrow().isThisProgram() ? ownLock(blocked) : lock(blocked));
    }

    private static Verdict ownLock(ProcessSample blocked) {
        return new Verdict(
                "own-lock",
                "Planetfall itself builds a key or an index"
                        + blocked.lockedTable().map(table -> " on " + table).orElse("") + ", and changes wait for it.",
                "There is nothing to do: they go on when it is built.");
    }

    private static Verdict lock(ProcessSample blocked) {
        return new Verdict(
                "lock",
                "PlanetScale waits for a lock"
                        + blocked.lockedTable().map(table -> " on " + table).orElse("") + ", held by "
                        + blocked.blocker().orElseThrow().described() + ".",
                "End that transaction in its program, or with SELECT pg_terminate_backend("
                        + blocked.blocker().orElseThrow().pid()
                        + ") on PlanetScale; what it did is then rolled back.");
    }

    /** A slot is made for each table that is copied, and waits for every transaction that has written. */
    private static Optional<Verdict> lockOnSource(Symptoms seen) {
        return Symptoms.blocked(seen.onSource())
                .map(blocked -> new Verdict(
                        "transaction-on-source",
                        "The source cannot begin the copy of a table before a transaction has ended: "
                                + blocked.blocker().orElseThrow().described() + ".",
                        "Let it end, or end it with SELECT pg_terminate_backend("
                                + blocked.blocker().orElseThrow().pid() + ") on the source."));
    }

    private static Optional<Verdict> tooFewWorkers(Symptoms seen) {
        return seen.now()
                .workers()
                .filter(workers -> workers.sentence().isPresent())
                .map(workers -> new Verdict(
                        "workers",
                        workers.possible() == 0
                                ? "No table can be copied: " + workers.setting() + " allows none."
                                : "Fewer tables are copied at a time than would be quicker: " + workers.possible()
                                        + " of " + workers.wanted() + ".",
                        workers.sentence().orElseThrow()));
    }

    private static Optional<Verdict> noWorker(Symptoms seen) {
        return seen.onTarget().isEmpty() || seen.onSource().isEmpty()
                ? Optional.of(new Verdict(
                        seen.refusing() ? "refused" : "not-connected",
                        seen.onTarget().isEmpty()
                                ? "No process works for the subscription on PlanetScale at this moment."
                                : "PlanetScale's processes have no connection to the source.",
                        seen.refusing()
                                ? "PlanetScale met an error and tries again every few seconds. Its log names it: paste the line"
                                        + " below to read what it means."
                                : "Look whether PlanetScale reaches the source, and whether both have a worker and a WAL sender"
                                        + " left; PlanetScale's log tells which, or names a change that it refuses."))
                : Optional.empty();
    }

    private static Optional<Verdict> nothingToDo(Symptoms seen) {
        ReplicationStatus now = seen.now();
        return now.allTablesLive() && now.isLagSmall()
                ? Optional.of(new Verdict(
                        "nothing", "It is not slow: everything is live and close behind.", "There is nothing to do."))
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
                    "The network between the two servers is the limit: the source waits until what it sends is taken, and"
                            + " PlanetScale is not busy.",
                    "Nothing to mend on either server. A source in the same region is quicker; other heavy transfers of the"
                            + " source slow this one down."));
        }
        if (targetDisk >= MOST) {
            return Optional.of(new Verdict(
                    "target-disk",
                    "PlanetScale's disk is the limit.",
                    "Give the cluster a larger or faster disk for the time of the copy."));
        }
        if (targetWorks >= MOST) {
            return Optional.of(new Verdict(
                    "target-cpu",
                    "PlanetScale is the limit: its processes work without waiting for the source.",
                    "Give the cluster more CPU for the time of the copy, or wait: it goes on."));
        }
        return targetReceives >= MOST && sourceSends < MOST && isCopying(seen.now())
                ? Optional.of(new Verdict(
                        "source",
                        "The source is the limit: PlanetScale waits for rows, and the source does not wait for PlanetScale.",
                        "Look how busy the source's disk and CPU are. It goes on meanwhile."))
                : Optional.empty();
    }

    private static boolean isCopying(ReplicationStatus now) {
        return now.tablesToCopy() > 0;
    }

    private static Verdict unknown() {
        return new Verdict(
                "unknown",
                "Nothing was found that holds it up.",
                "The facts below are all that could be measured. If nothing arrives for long, look into PlanetScale's log.");
    }
}
