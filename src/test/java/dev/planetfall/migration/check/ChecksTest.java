package dev.planetfall.migration.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ChecksTest {
    @Test
    void listsEveryCheckOfThePackageOnce() {
        Set<String> written = new ClassFileImporter()
                .importPackages("dev.planetfall.migration.check").stream()
                        .filter(type -> type.isAssignableTo(Check.class) && !type.isInterface())
                        .map(JavaClass::getName)
                        .collect(Collectors.toSet());
        List<String> listed =
                Checks.ALL.stream().map(check -> check.getClass().getName()).toList();
        assertThat(listed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void givesEachCheckAnIdOfItsOwn() {
        assertThat(Checks.ALL.stream().map(Check::id))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z][a-z-]+"));
    }
}
