package dev.planetfall.migration;

import dev.planetfall.language.Messages;
import dev.planetfall.postgres.ConnectionSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Collects what the pages ask, until it is enough for a {@link MigrationPlan}. Used on one thread. */
public final class PlanBuilder {
    private final String id;
    private String name = "";
    private Optional<ConnectionSettings> source = Optional.empty();
    private Optional<ConnectionSettings> target = Optional.empty();
    private Scope scope = Scope.EVERYTHING;
    private Method method = Method.LOGICAL_REPLICATION;
    private long diskConfirmedGigabytes;
    private Duration drainTimeout = MigrationPlan.DEFAULT_DRAIN_TIMEOUT;
    private Duration sampleTime = MigrationPlan.DEFAULT_SAMPLE_TIME;
    private SchemaSource schemaSource = SchemaSource.AUTOMATIC;
    private LastComparison lastComparison = LastComparison.ROWS;
    private Optional<Boolean> wayBack = Optional.empty();
    private List<String> ignoredWriters = List.of();

    public PlanBuilder(String id) {
        this.id = id;
    }

    public static PlanBuilder from(MigrationPlan plan) {
        PlanBuilder builder = new PlanBuilder(plan.id());
        builder.name = plan.name();
        builder.source = Optional.of(plan.source());
        builder.target = Optional.of(plan.target());
        builder.scope = plan.scope();
        builder.method = plan.method();
        builder.diskConfirmedGigabytes = plan.diskConfirmedGigabytes();
        builder.drainTimeout = plan.drainTimeout();
        builder.sampleTime = plan.sampleTime();
        builder.schemaSource = plan.schemaSource();
        builder.lastComparison = plan.lastComparison();
        builder.wayBack = plan.wayBack() ? Optional.of(true) : Optional.empty();
        builder.ignoredWriters = plan.ignoredWriters();
        return builder;
    }

    public String id() {
        return id;
    }

    public Optional<ConnectionSettings> source() {
        return source;
    }

    public Optional<ConnectionSettings> target() {
        return target;
    }

    public Scope scope() {
        return scope;
    }

    public PlanBuilder name(String newName) {
        name = newName;
        return this;
    }

    public PlanBuilder source(ConnectionSettings settings) {
        source = Optional.of(settings);
        return this;
    }

    public PlanBuilder target(ConnectionSettings settings) {
        target = Optional.of(settings);
        return this;
    }

    public PlanBuilder scope(Scope newScope) {
        scope = newScope;
        return this;
    }

    public Method method() {
        return method;
    }

    public PlanBuilder method(Method newMethod) {
        method = newMethod;
        return this;
    }

    public PlanBuilder diskConfirmedGigabytes(long gigabytes) {
        diskConfirmedGigabytes = gigabytes;
        return this;
    }

    public Duration drainTimeout() {
        return drainTimeout;
    }

    public PlanBuilder drainTimeout(Duration timeout) {
        drainTimeout = timeout;
        return this;
    }

    public PlanBuilder sampleTime(Duration time) {
        sampleTime = time;
        return this;
    }

    public SchemaSource schemaSource() {
        return schemaSource;
    }

    public PlanBuilder schemaSource(SchemaSource newSource) {
        schemaSource = newSource;
        return this;
    }

    public LastComparison lastComparison() {
        return lastComparison;
    }

    public PlanBuilder lastComparison(LastComparison newComparison) {
        lastComparison = newComparison;
        return this;
    }

    public boolean wayBack() {
        return wayBack.orElse(false);
    }

    /** Whether somebody has said that there is to be a way back, or that there is not. */
    public boolean isWayBackDecided() {
        return wayBack.isPresent();
    }

    public PlanBuilder wayBack(boolean wanted) {
        wayBack = Optional.of(wanted);
        return this;
    }

    public List<String> ignoredWriters() {
        return ignoredWriters;
    }

    public PlanBuilder ignoredWriters(List<String> patterns) {
        ignoredWriters = List.copyOf(patterns);
        return this;
    }

    /** The plan, once both connections are known. Without a name it is called after the source's database. */
    public Optional<MigrationPlan> build() {
        if (source.isEmpty() || target.isEmpty()) {
            return Optional.empty();
        }
        String called = name.isBlank()
                ? Messages.text(
                        "migration.plan-builder.from",
                        source.get().database(),
                        source.get().host())
                : name;
        return Optional.of(new MigrationPlan(
                id,
                called,
                source.get(),
                target.get(),
                scope,
                method,
                diskConfirmedGigabytes,
                drainTimeout,
                sampleTime,
                schemaSource,
                lastComparison,
                wayBack(),
                ignoredWriters));
    }
}
