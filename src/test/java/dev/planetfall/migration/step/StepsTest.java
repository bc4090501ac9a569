package dev.planetfall.migration.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StepsTest {
    @Test
    void listsEveryStepOfThePackageOnce() {
        // A step that goes the other way round stands for one of the others.
        Set<String> written = new ClassFileImporter()
                .importPackages("dev.planetfall.migration.step").stream()
                        .filter(type -> type.isAssignableTo(Step.class)
                                && !type.isInterface()
                                && !type.isEquivalentTo(RollBackStep.class))
                        .map(JavaClass::getName)
                        .collect(Collectors.toSet());
        List<String> listed = Stream.concat(
                        Steps.ALL.stream(), Steps.ROLL_BACK.stream().filter(step -> !(step instanceof RollBackStep)))
                .map(step -> step.getClass().getName())
                .toList();
        assertThat(listed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void givesEachStepAnIdOfItsOwn() {
        assertThat(Stream.concat(Steps.ALL.stream(), Steps.ROLL_BACK.stream()).map(Step::id))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z][a-z-]+"));
    }

    @Test
    void ordersStepsByPhase() {
        assertThat(Steps.ALL.stream().map(Step::phase)).isSorted();
    }
}
