package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.DiskNeed;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Quantities;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** Whether the disk size the person says PlanetScale has is enough. */
final class DiskSizeViewModel {
    private static final long GIGABYTE = 1L << 30;

    /** As people copy it from PlanetScale's page: a number, with or without its unit. */
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*(gb|gib)?", Pattern.CASE_INSENSITIVE);

    private final StringProperty typed = new SimpleStringProperty("");
    private final BooleanProperty override = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<Optional<DiskNeed>> disk = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Verdict> verdict = new ReadOnlyObjectWrapper<>(Verdict.NOTHING_TYPED);
    private final ReadOnlyStringWrapper sentence = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper mayAdvance = new ReadOnlyBooleanWrapper();
    private String migration = "";

    /** Once the copy has begun, as from the command line, nobody is held up by the question. */
    private boolean copying;

    /** How the typed size compares with what is needed. */
    enum Verdict {
        NOTHING_TYPED,
        NOT_A_NUMBER,
        /** The data alone does not fit. */
        TOO_SMALL,
        /** The data fits, without room for what copying needs. */
        TIGHT,
        ENOUGH
    }

    DiskSizeViewModel() {
        typed.addListener((property, old, now) -> {
            override.set(false);
            refresh();
        });
        override.addListener((property, old, now) -> refresh());
    }

    /** Shows what was measured; another migration brings the size confirmed for it. */
    void show(String migrationId, MigrationState state) {
        if (!migration.equals(migrationId)) {
            migration = migrationId;
            long known = state.plan().map(MigrationPlan::diskConfirmedGigabytes).orElse(0L);
            disk.set(state.diskNeed());
            typed.set(known > 0 ? Long.toString(known) : "");
            override.set(known > 0 && verdict.get() == Verdict.TIGHT);
        }
        disk.set(state.diskNeed());
        copying = !state.mayChangeMethod();
        refresh();
    }

    ReadOnlyObjectProperty<Optional<DiskNeed>> diskProperty() {
        return disk.getReadOnlyProperty();
    }

    /** In gigabytes, as PlanetScale shows it. */
    StringProperty typedProperty() {
        return typed;
    }

    /** Whether the person goes on with a disk that is smaller than recommended. Taken back when the size changes. */
    BooleanProperty overrideProperty() {
        return override;
    }

    ReadOnlyObjectProperty<Verdict> verdictProperty() {
        return verdict.getReadOnlyProperty();
    }

    ReadOnlyStringProperty sentenceProperty() {
        return sentence.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty mayAdvanceProperty() {
        return mayAdvance.getReadOnlyProperty();
    }

    /** What to write into the plan. */
    OptionalLong confirmed() {
        return fits() ? gigabytes() : OptionalLong.empty();
    }

    private void refresh() {
        Verdict found = disk.get().map(this::judged).orElse(Verdict.NOTHING_TYPED);
        verdict.set(found);
        sentence.set(disk.get().map(need -> described(found, need)).orElse(""));
        mayAdvance.set(copying || fits());
    }

    private boolean fits() {
        return verdict.get() == Verdict.ENOUGH || (verdict.get() == Verdict.TIGHT && override.get());
    }

    private Verdict judged(DiskNeed need) {
        if (typed.get().isBlank()) {
            return Verdict.NOTHING_TYPED;
        }
        OptionalLong gigabytes = gigabytes();
        if (gigabytes.isEmpty()) {
            return Verdict.NOT_A_NUMBER;
        }
        if (gigabytes.getAsLong() >= need.recommendedGigabytes()) {
            return Verdict.ENOUGH;
        }
        return gigabytes.getAsLong() * GIGABYTE >= need.size().measuredBytes() ? Verdict.TIGHT : Verdict.TOO_SMALL;
    }

    private static String described(Verdict verdict, DiskNeed need) {
        return switch (verdict) {
            case NOTHING_TYPED -> "";
            case NOT_A_NUMBER -> Messages.text("page.disk-size.type-the-size-in-whole", need.recommendedGigabytes());
            case TOO_SMALL ->
                Messages.text(
                        "page.disk-size.that-is-less-than-the",
                        Quantities.bytes(need.size().measuredBytes()));
            case TIGHT -> Messages.text("page.disk-size.the-data-fits-but-there");
            case ENOUGH -> Messages.text("page.disk-size.that-is-enough");
        };
    }

    private OptionalLong gigabytes() {
        Matcher size = SIZE.matcher(typed.get().strip());
        long number = size.matches() ? Long.parseLong(size.group(1)) : 0;
        return number > 0 ? OptionalLong.of(number) : OptionalLong.empty();
    }
}
