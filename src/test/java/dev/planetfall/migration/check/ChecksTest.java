package dev.planetfall.migration.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ChecksTest {
    private static final Pattern DOCUMENTED = Pattern.compile("\\| `([a-z-]+)` \\|.*\\|");

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

    /** Reports and support refer to the ids: an id that people have seen does not change. */
    @Test
    void documentsEachCheckInItsGroupAndOrder() throws IOException {
        List<String> documented = new ArrayList<>();
        String group = "";
        for (String line : Files.readAllLines(Path.of("src/docs/checks.md"))) {
            Matcher row = DOCUMENTED.matcher(line);
            if (line.startsWith("## ")) {
                group = line.substring("## ".length());
            } else if (row.matches()) {
                documented.add(group + ": " + row.group(1));
            }
        }
        assertThat(documented)
                .containsExactlyElementsOf(Checks.ALL.stream()
                        .map(check -> check.name().group().title() + ": " + check.id())
                        .toList());
    }

    @Test
    void keepsTheChecksOfAGroupTogetherInTheOrderOfTheGroups() {
        assertThat(Checks.ALL.stream().map(check -> check.name().group())).isSorted();
    }

    @Test
    void titlesEachCheckByANounPhrase() {
        assertThat(Checks.ALL.stream().map(check -> check.name().title()))
                .doesNotHaveDuplicates()
                .allMatch(title -> Character.isUpperCase(title.charAt(0)) && !title.endsWith("."));
    }
}
