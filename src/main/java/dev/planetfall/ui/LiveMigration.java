package dev.planetfall.ui;

import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationEvent.StatementSent;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.ReplicationEvent.ReplicationMeasured;
import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.migration.run.EventStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Duration;

/**
 * The one listener of an {@link EventStream} in the window: collects what workers publish and moves it to the JavaFX thread
 * at most 20 times a second. All properties change on the JavaFX thread only.
 */
public final class LiveMigration {
    private static final Duration PERIOD = Duration.millis(50);
    private static final int KEPT_STATEMENTS = 1_000;
    private static final int KEPT_POLLS = 200;
    /** Twenty minutes and more; what is longer ago is in the history of the state. */
    private static final int KEPT_MEASUREMENTS = 500;

    private final ReadOnlyObjectWrapper<MigrationState> state = new ReadOnlyObjectWrapper<>(MigrationState.INITIAL);
    private final ObservableList<StatementSent> statements = FXCollections.observableArrayList();
    /** Which of the statements are polls: their texts are long, and would be searched with each that comes. */
    private final Set<StatementSent> polls = Collections.newSetFromMap(new IdentityHashMap<>());

    private final ObservableList<ReplicationStatus> measurements = FXCollections.observableArrayList();
    private final Timeline pulse = new Timeline(new KeyFrame(PERIOD, tick -> flush()));
    private final List<MigrationEvent> waiting = new ArrayList<>();
    private MigrationState newest = MigrationState.INITIAL;
    private EventStream.Subscription subscription = () -> {};

    public LiveMigration() {
        pulse.setCycleCount(Timeline.INDEFINITE);
    }

    /** Follows another migration from now on: forgets what was heard of the one before. */
    public void follow(EventStream events) {
        stop();
        statements.clear();
        polls.clear();
        measurements.clear();
        synchronized (waiting) {
            waiting.clear();
            newest = events.state();
        }
        state.set(events.state());
        subscription = events.subscribe(this::heard);
        pulse.play();
    }

    /** Hears no more; what was heard last stays. */
    public void stop() {
        pulse.stop();
        subscription.close();
    }

    public ReadOnlyObjectProperty<MigrationState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    public MigrationState state() {
        return state.get();
    }

    /**
     * The newest statements, oldest first: at most 1,000 that did or asked something, and at most 200 {@linkplain Polling
     * polls}, so that hours of measuring do not push out what the migration did.
     */
    public ObservableList<StatementSent> statements() {
        return FXCollections.unmodifiableObservableList(statements);
    }

    /** Replication as measured since this window follows the migration, oldest first, at most 500. */
    public ObservableList<ReplicationStatus> measurements() {
        return FXCollections.unmodifiableObservableList(measurements);
    }

    private void heard(MigrationEvent event, MigrationState after) {
        synchronized (waiting) {
            waiting.add(event);
            newest = after;
        }
    }

    private void flush() {
        List<MigrationEvent> events;
        MigrationState after;
        synchronized (waiting) {
            if (waiting.isEmpty()) {
                return;
            }
            events = List.copyOf(waiting);
            waiting.clear();
            after = newest;
        }
        state.set(after);
        appendStatements(of(events, StatementSent.class));
        append(
                measurements,
                of(events, ReplicationMeasured.class).stream()
                        .map(ReplicationMeasured::status)
                        .toList(),
                KEPT_MEASUREMENTS);
    }

    private void appendStatements(List<StatementSent> added) {
        if (added.isEmpty()) {
            return;
        }
        statements.addAll(added);
        added.stream().filter(Polling::isPoll).forEach(polls::add);
        forget(polls.size() - KEPT_POLLS, polls::contains);
        forget(statements.size() - polls.size() - KEPT_STATEMENTS, sent -> !polls.contains(sent));
    }

    /** Removes the oldest of a kind. */
    private void forget(int number, Predicate<StatementSent> kind) {
        if (number > 0) {
            List<StatementSent> old =
                    statements.stream().filter(kind).limit(number).toList();
            Set<StatementSent> sameOnes = Collections.newSetFromMap(new IdentityHashMap<>());
            sameOnes.addAll(old);
            statements.removeIf(sameOnes::contains);
            polls.removeAll(sameOnes);
        }
    }

    private static <T> List<T> of(List<MigrationEvent> events, Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static <T> void append(ObservableList<T> list, List<T> added, int limit) {
        if (added.isEmpty()) {
            return;
        }
        list.addAll(added.subList(Math.max(0, added.size() - limit), added.size()));
        if (list.size() > limit) {
            list.remove(0, list.size() - limit);
        }
    }
}
