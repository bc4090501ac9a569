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
                .allMatch(id -> id.matches("[a-z]+(-[a-z]+)*"));
    }

    /** Reports and support refer to these: an id that people have seen does not change. */
    @Test
    void keepsTheIdsThatPeopleKnow() {
        assertThat(Checks.ALL.stream().map(Check::id))
                .containsExactly(
                        "server-version",
                        "same-server",
                        "pooler-host",
                        "wal-level",
                        "replication-right",
                        "free-slots",
                        "replica-identity",
                        "row-security",
                        "unlogged-tables",
                        "subscription-right",
                        "extensions",
                        "target-empty",
                        "target-reaches-source");
    }

    @Test
    void titlesEachCheckByANounPhrase() {
        assertThat(Checks.ALL.stream().map(check -> check.name().title()))
                .doesNotHaveDuplicates()
                .allMatch(title -> Character.isUpperCase(title.charAt(0)) && !title.endsWith("."));
    }
}
