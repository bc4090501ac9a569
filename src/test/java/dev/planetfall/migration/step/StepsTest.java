package dev.planetfall.migration.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StepsTest {
    @Test
    void listsEveryStepOfThePackageOnce() {
        Set<String> written = new ClassFileImporter()
                .importPackages("dev.planetfall.migration.step").stream()
                        .filter(type -> type.isAssignableTo(Step.class) && !type.isInterface())
                        .map(JavaClass::getName)
                        .collect(Collectors.toSet());
        List<String> listed =
                Steps.ALL.stream().map(step -> step.getClass().getName()).toList();
        assertThat(listed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void givesEachStepAnIdOfItsOwn() {
        assertThat(Steps.ALL.stream().map(Step::id)).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z][a-z-]+"));
    }

    @Test
    void ordersStepsByPhase() {
        assertThat(Steps.ALL.stream().map(Step::phase)).isSorted();
    }
}
