package dev.planetfall.migration.run;

import dev.planetfall.migration.CutoverEvent.ConditionsOverridden;
import dev.planetfall.migration.CutoverRehearsal;
import dev.planetfall.migration.Diagnosis;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Journal;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationEvent.PhaseEnded;
import dev.planetfall.migration.MigrationEvent.PlanDecided;
import dev.planetfall.migration.MigrationEvent.StepFinished;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Repair;
import dev.planetfall.migration.SchemaChoice;
import dev.planetfall.migration.SchemaDrift;
import dev.planetfall.migration.VerificationEvent;
import dev.planetfall.migration.WayBackEvent.WayBackRetired;
import dev.planetfall.migration.copy.ReturnReplication;
import dev.planetfall.migration.freeze.WriteFreeze;
import dev.planetfall.migration.watch.AlarmLimits;
import dev.planetfall.postgres.QualifiedName;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One migration while it is open: what the window and the command line talk to. Commands return at once; their work runs on
 * one worker, in the order given, and what happens is told through {@link #events()}.
 *
 * <p>Thread-safe. Closing it stops the worker and what watches, and nothing on the servers: replication goes on without it.
 */
public final class OpenMigration implements AutoCloseable {
    private final String id;
    private final EventStream events;
    private final Clock clock;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(daemon("migration-runner"));
    private final ExecutorService questions = Executors.newCachedThreadPool(daemon("migration-question"));
    private final AtomicBoolean comparing = new AtomicBoolean();
    private Optional<MigrationPlan> plan = Optional.empty();
    private Optional<RunContext> running = Optional.empty();
    private final Watches watches = new Watches();

    /** @param replayed what the journal tells of earlier runs; {@link MigrationState#INITIAL} for a new migration */
    public OpenMigration(String id, MigrationState replayed, Journal journal, Clock clock) {
        this.id = id;
        this.events = new EventStream(journal, replayed);
        this.clock = clock;
        events.subscribe(this::lookAfter);
    }

    public String id() {
        return id;
    }

    public EventStream events() {
        return events;
    }

    public MigrationState state() {
        return events.state();
    }

    /** The plan with its passwords; empty until {@link #decide} was called in this run of the program. */
    public synchronized Optional<MigrationPlan> plan() {
        return plan;
    }

    /**
     * Settles what will be done from now on. The journal gets the plan without its passwords. Checks that are being asked about
     * other servers or tables, or for another method, are stopped. Where a password is another than before, the servers are told with which
     * one they log in at each other.
     */
    public synchronized void decide(MigrationPlan decided) {
        boolean retyped =
                plan.filter(before -> before.hasOtherPasswords(decided)).isPresent();
        boolean checking = state().status(Phase.CHECK) == PhaseStatus.RUNNING;
        plan = Optional.of(decided);
        events.publish(new PlanDecided(clock.instant(), decided.withoutPasswords()));
        if (checking && state().status(Phase.CHECK) == PhaseStatus.NOT_STARTED) {
            cancel();
        }
        if (retyped && state().mayHoldSlot()) {
            renewConnections();
        }
    }

    /** What runs may be waiting for just this. */
    private void renewConnections() {
        RunContext context = newContext();
        ExecutorService executor = running.isPresent() ? questions : worker;
        executor.execute(() -> new MigrationRunner(context, events).renewConnections());
    }

    /**
     * Runs a phase after whatever was asked before.
     *
     * @return completes with how the phase ended, exceptionally only when something unforeseen broke
     * @throws IllegalStateException before {@link #decide}
     */
    public CompletableFuture<PhaseStatus> run(Phase phase) {
        RunContext context = newContext();
        return CompletableFuture.supplyAsync(
                () -> occupied(context, () -> new MigrationRunner(context, events).run(phase)), worker);
    }

    /** Takes a phase's work back, as {@link #run} does it. When all of it is gone, the phase counts as not started. */
    public CompletableFuture<PhaseStatus> undo(Phase phase) {
        RunContext context = newContext();
        return CompletableFuture.supplyAsync(() -> occupied(context, () -> takeBack(context, phase)), worker);
    }

    /**
     * Tries all of the cutover but the stop of writers, after whatever was asked before.
     *
     * @return how long writers would have been stopped; exceptionally with a {@link dev.planetfall.migration.StepFailedException} for what
     *     would have failed
     */
    public CompletableFuture<CutoverRehearsal> rehearseCutover() {
        RunContext context = newContext();
        return CompletableFuture.supplyAsync(() -> occupied(context, () -> new Rehearsing(context).rehearse()), worker);
    }

    /**
     * Makes the source what the application writes to again, with every row that was written to PlanetScale since the cutover; PlanetScale
     * follows it then as it did before. Only while the way back is armed. After whatever was asked before.
     */
    public CompletableFuture<PhaseStatus> rollBack() {
        RunContext context = newContext();
        return CompletableFuture.supplyAsync(
                () -> occupied(context, () -> new MigrationRunner(context, events).rollBack()), worker);
    }

    /** Takes back what a roll back did that the end of the program broke off: writers may write to PlanetScale again. */
    public CompletableFuture<PhaseStatus> undoRollBack() {
        RunContext context = newContext();
        return CompletableFuture.supplyAsync(
                () -> occupied(context, () -> new MigrationRunner(context, events).undoRollBack()), worker);
    }

    /**
     * Gives the way back up, after whatever was asked before: nothing written to PlanetScale from now on can be carried back.
     *
     * @return completes exceptionally with the reason when something of it is left
     */
    public CompletableFuture<Boolean> retireWayBack() {
        RunContext context = newContext();
        return CompletableFuture.supplyAsync(
                () -> occupied(context, () -> {
                    ReturnReplication.dismantle(context);
                    events.publish(new WayBackRetired(clock.instant()));
                    return true;
                }),
                worker);
    }

    /** Asks the servers something on a thread of its own, without waiting for the running phase. */
    public <T> CompletableFuture<T> ask(Function<MigrationContext, T> question) {
        RunContext context = newContext();
        return CompletableFuture.supplyAsync(() -> question.apply(context), questions);
    }

    /**
     * Runs a remedy and asks the checks that offered it again, after whatever was asked before.
     *
     * @return completes when the checks were asked; exceptionally with the server's words when it refused the remedy
     */
    public CompletableFuture<PhaseStatus> apply(Finding finding, Remedy remedy) {
        return again(finding.checkId(), context -> new RemedyRunner(context).apply(remedy));
    }

    /** Asks one check again, after whatever was asked before. */
    public CompletableFuture<PhaseStatus> askAgain(String checkId) {
        return again(checkId, context -> {});
    }

    /**
     * Takes a remedy back, after whatever was asked before.
     *
     * @return completes exceptionally with the server's words when it refused
     */
    public CompletableFuture<Remedy> takeBack(Remedy remedy) {
        RunContext context = newContext();
        return CompletableFuture.supplyAsync(
                () -> occupied(context, () -> {
                    new RemedyRunner(context).takeBack(remedy);
                    return remedy;
                }),
                worker);
    }

    /**
     * Tries one object of the schema as the person decided, and then what waits for it, after whatever was asked before. The
     * decision is kept, and later runs of the phase honour it.
     *
     * @return how the schema's phase stands afterwards; exceptionally with the server's words when it was lost
     */
    public CompletableFuture<PhaseStatus> choose(SchemaChoice choice) {
        RunContext context = newContext();
        return CompletableFuture.supplyAsync(
                () -> occupied(context, () -> new SchemaMending(context).carryOut(choice)), worker);
    }

    /**
     * Lets the writers on again that were stopped for a copy, after whatever was asked before. The copied rows count as out of
     * date from then on.
     */
    public CompletableFuture<PhaseStatus> letWritersOn() {
        RunContext context = newContext();
        return CompletableFuture.supplyAsync(
                () -> occupied(context, () -> {
                    WriteFreeze.lift(context);
                    events.publish(new PhaseEnded(clock.instant(), Phase.REPLICATE, PhaseStatus.CANCELLED));
                    return PhaseStatus.CANCELLED;
                }),
                worker);
    }

    /** Notes that a person goes on to the cutover although these conditions are not as they should be. The report says so. */
    public void overrideConditions(List<String> conditions) {
        events.publish(new ConditionsOverridden(clock.instant(), conditions));
    }

    /** Goes on without comparing rows before the cutover, after whatever was asked before. The report says so. */
    public CompletableFuture<PhaseStatus> skipComparison() {
        return CompletableFuture.supplyAsync(
                () -> {
                    events.publish(new VerificationEvent.ComparisonSkipped(clock.instant()));
                    return state().status(Phase.VERIFY);
                },
                worker);
    }

    /**
     * Puts the rows of a table right that the last comparison located, after whatever was asked before. Replication rests meanwhile.
     *
     * @param deletesExtra whether rows that only PlanetScale has are deleted; otherwise they are left
     * @return completes exceptionally, with the reason in words, when nothing was changed
     */
    public CompletableFuture<Repair> repair(QualifiedName table, boolean deletesExtra) {
        RunContext context = newContext();
        return CompletableFuture.supplyAsync(
                () -> occupied(
                        context,
                        () -> new Repairing(context).repair(table, deletesExtra).repair()),
                worker);
    }

    /**
     * Lets PlanetScale take no changes from the source until {@link #resume}, beside whatever runs. The source keeps them, and its slot.
     *
     * @return completes exceptionally with the server's words when it refused
     */
    public CompletableFuture<Void> pause() {
        return ask(context -> Pausing.pause(context)).thenAccept(paused -> lookAgain());
    }

    /** Ends {@link #pause}, and also what somebody else disabled, as {@link #pause} does it. */
    public CompletableFuture<Void> resume() {
        return ask(context -> Pausing.resume(context)).thenAccept(resumed -> lookAgain());
    }

    /** Finds out why rows arrive slowly or not at all, beside whatever runs. Takes about a second, and is told as an event, too. */
    public CompletableFuture<Diagnosis> diagnose() {
        return ask(Examining::tell);
    }

    /** Stops the running phase at its next resting point. Returns at once. */
    public synchronized void cancel() {
        running.ifPresent(RunContext::cancel);
    }

    /**
     * Measures replication every few seconds from now on, looks whether the source is in danger, and compares the two schemas every
     * minute, until {@link #stopWatching} or {@link #close}. The first time it also does what an earlier run of the program left for later
     * when it was killed, after whatever was asked before.
     */
    public void watch() {
        watch(AlarmLimits.USUAL);
    }

    /** {@link #watch()} with other patience, for a rehearsal in which minutes stand for hours. */
    public void watch(AlarmLimits limits) {
        if (watches.start(this::newContext, limits)) {
            RunContext context = newContext();
            worker.execute(() -> occupied(context, new MigrationRunner(context, events)::settleAgain));
        }
    }

    /**
     * Compares the two schemas at once, beside whatever runs, and tells what came of it as {@link #watch} does. Does nothing
     * while such a comparison is on its way.
     */
    public void compareSchemas() {
        if (comparing.compareAndSet(false, true)) {
            DriftWatch watch = new DriftWatch(newContext(), DriftWatch.PERIOD);
            questions.execute(() -> {
                try {
                    watch.look();
                } finally {
                    comparing.set(false);
                }
            });
        }
    }

    /**
     * Runs on PlanetScale what makes the two schemas agree again, all of it or nothing, and compares them at once, beside whatever
     * runs.
     *
     * @param statements of {@link MigrationState#drift()}, as they were shown and confirmed
     * @return how the schemas stand then; exceptionally with a {@link dev.planetfall.migration.StepFailedException} when nothing was
     *     changed
     */
    public CompletableFuture<SchemaDrift> mend(List<String> statements) {
        return ask(context -> new DriftMending(context).carryOut(statements));
    }

    /** Ends {@link #watch}. May wait some seconds until the servers let go of its sessions. */
    public void stopWatching() {
        watches.close();
    }

    @Override
    public void close() {
        cancel();
        stopWatching();
        worker.shutdown();
        questions.shutdown();
    }

    private CompletableFuture<PhaseStatus> again(String checkId, Consumer<RunContext> before) {
        RunContext context = newContext();
        return CompletableFuture.supplyAsync(
                () -> occupied(context, () -> {
                    before.accept(context);
                    return new MigrationRunner(context, events).askAgain(checkId);
                }),
                worker);
    }

    private PhaseStatus takeBack(RunContext context, Phase phase) {
        PhaseStatus status = new MigrationRunner(context, events).undo(phase);
        events.publish(new PhaseEnded(clock.instant(), phase, status));
        return status;
    }

    private <T> T occupied(RunContext context, Supplier<T> work) {
        setRunning(Optional.of(context));
        try {
            return work.get();
        } finally {
            context.end();
            setRunning(Optional.empty());
        }
    }

    /** Not after each step of a cutover, when the servers have better to do. */
    private void lookAfter(MigrationEvent event, MigrationState state) {
        boolean isReplicating = state.status(Phase.REPLICATE) == PhaseStatus.RUNNING;
        if (event instanceof PhaseEnded || (event instanceof StepFinished && isReplicating)) {
            lookAgain();
        }
    }

    /** So that what was just done shows at once. Waits for nobody, as it is called while an event is published. */
    private void lookAgain() {
        watches.call();
    }

    private synchronized void setRunning(Optional<RunContext> context) {
        running = context;
    }

    private synchronized RunContext newContext() {
        MigrationPlan decided =
                plan.orElseThrow(() -> new IllegalStateException("Nothing was decided for migration " + id));
        return new RunContext(decided, events, clock);
    }

    private static java.util.concurrent.ThreadFactory daemon(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
