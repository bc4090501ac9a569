package dev.planetfall;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Who may know whom. A failure here names the class that reached across, and why it may not. */
@AnalyzeClasses(packages = "dev.planetfall", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "dev.planetfall";
    private static final String OURS = "dev.planetfall..";
    private static final Path SOURCES = Path.of("src", "main", "java");

    @ArchTest
    static final ArchRule LANGUAGE =
            onlyUsesOurs("language").because("everyone speaks, and how a sentence is found depends on nobody");

    @ArchTest
    static final ArchRule OS =
            onlyUsesOurs("os").because("which system this is depends on nobody, and everyone may ask");

    @ArchTest
    static final ArchRule POSTGRES_KNOWS_NO_MIGRATION =
            onlyUsesOurs("postgres").because("one server can be understood, and tested, without migrating anything");

    @ArchTest
    static final ArchRule VOCABULARY_KNOWS_ONLY_SERVERS = onlyUsesOurs("migration", "postgres")
            .because("records and enums that everyone shares must not know who uses them");

    @ArchTest
    static final ArchRule VOCABULARY_HAS_NO_THREADS_OR_FILES = noClasses()
            .that()
            .resideInAPackage(ROOT + ".migration")
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.util.concurrent..", "java.nio.channels..")
                    .or(named("java.lang.Thread", "java.nio.file.Files", "java.io.File")))
            .because("state is a pure fold of events");

    @ArchTest
    static final ArchRule PROVIDERS = engineUses("provider");

    @ArchTest
    static final ArchRule CHECKS = engineUses("check", "provider", "schema", "schema.catalog", "freeze");

    @ArchTest
    static final ArchRule SCHEMA = engineUses("schema", "schema.catalog");

    @ArchTest
    static final ArchRule SCHEMA_CATALOG = engineUses("schema.catalog");

    @ArchTest
    static final ArchRule FREEZE = engineUses("freeze");

    @ArchTest
    static final ArchRule COPY = engineUses("copy", "freeze");

    @ArchTest
    static final ArchRule VERIFY = engineUses("verify");

    @ArchTest
    static final ArchRule WATCH = engineUses("watch", "schema");

    @ArchTest
    static final ArchRule CLEAN_UP = engineUses("cleanup", "copy", "freeze");

    @ArchTest
    static final ArchRule AFTERCARE = engineUses("aftercare", "check");

    @ArchTest
    static final ArchRule STEPS = engineUses("step", "schema", "freeze", "copy", "verify", "cleanup");

    @ArchTest
    static final ArchRule RUN = noClasses()
            .that()
            .resideInAPackage(ROOT + ".migration.run..")
            .should()
            .dependOnClassesThat(resideInAPackage(OURS)
                    .and(not(resideInAnyPackage(
                            ROOT + ".migration..", ROOT + ".postgres", ROOT + ".language", ROOT + ".os"))))
            .because("the engine runs with a window, with a command line and in tests");

    @ArchTest
    static final ArchRule FILE = onlyUsesOurs("file").because("who may read a file does not depend on what is in it");

    @ArchTest
    static final ArchRule STORE = onlyUsesOurs("store", "file", "migration", "postgres")
            .because("files know the vocabulary, not who fills it");

    @ArchTest
    static final ArchRule REPORT =
            onlyUsesOurs("report", "file", "migration", "postgres").because("a report is a function of the state");

    @ArchTest
    static final ArchRule NOTICE = onlyUsesOurs("notice", "desktop", "migration")
            .because("who tells alarms elsewhere needs to know nothing but alarms");

    @ArchTest
    static final ArchRule DESKTOP =
            onlyUsesOurs("desktop").because("what a desktop offers does not depend on what is told through it");

    @ArchTest
    static final ArchRule KEYCHAIN = onlyUsesOurs("keychain", "desktop", "migration", "postgres")
            .because("who keeps a password needs to know only whose it is");

    @ArchTest
    static final ArchRule DESKTOP_LIBRARIES_ONLY_WHERE_THEY_ARE_SPOKEN = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".desktop", ROOT + ".keychain")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.freedesktop..", "com.github.javakeyring..", "com.sun.jna..")
            .because("everybody else works without a desktop");

    @ArchTest
    static final ArchRule STORE_AND_REPORT_ASK_NO_SERVER = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".store", ROOT + ".report")
            .should()
            .dependOnClassesThat(named(ROOT + ".postgres.Database", ROOT + ".postgres.Session"))
            .because("what they need is in the journal");

    @ArchTest
    static final ArchRule HEADLESS_STAYS_HEADLESS = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".cli", ROOT + ".demo")
            .should()
            .dependOnClassesThat(resideInAnyPackage(ROOT + ".ui..", ROOT).and(resideInAPackage(OURS)))
            .because("the same engine runs where there is no window");

    @ArchTest
    static final ArchRule WINDOW_ASKS_THE_ENGINE = noClasses()
            .that()
            .resideInAPackage(ROOT + ".ui..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            ROOT + ".store..",
                            ROOT + ".report..",
                            ROOT + ".notice..",
                            ROOT + ".desktop..",
                            ROOT + ".keychain..",
                            ROOT + ".demo..",
                            ROOT + ".cli..",
                            ROOT)
                    .or(named(ROOT + ".postgres.Session")))
            .because("the window sends commands and shows events; files and servers are somebody else's");

    @ArchTest
    static final ArchRule PAGES_USE_CONTROLS_NOT_THE_REVERSE = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".ui", ROOT + ".ui.control")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".ui.page")
            .because("a new page changes one list and nothing else");

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching(ROOT + ".(**)")
            .should()
            .beFreeOfCycles()
            .because("what cannot be read in one direction cannot be understood in one evening");

    @ArchTest
    static final ArchRule JAVAFX_ONLY_IN_THE_WINDOW = noClasses()
            .that(not(resideInAPackage(ROOT + ".ui..").or(named(ROOT + ".WizardApp"))))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..", "org.controlsfx..", "atlantafx..", "org.kordamp..")
            .because("the engine and the command line start without a toolkit");

    @ArchTest
    static final ArchRule JDBC_ONLY_IN_POSTGRES = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".postgres")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..")
            .because("SQL goes through Session, which quotes, times and tells every statement");

    @ArchTest
    static final ArchRule ONE_BRIDGE_TO_THE_FX_THREAD = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ROOT + ".ui.FxThread")
            .should()
            .callMethod("javafx.application.Platform", "runLater", "java.lang.Runnable")
            .because("one place decides how work reaches the window");

    @ArchTest
    static final ArchRule BUTTONS_SPEAK_THE_LANGUAGE_OF_THE_WINDOW = noClasses()
            .should()
            .accessField("javafx.scene.control.ButtonType", "OK")
            .orShould()
            .accessField("javafx.scene.control.ButtonType", "CANCEL")
            .orShould()
            .accessField("javafx.scene.control.ButtonType", "CLOSE")
            .because("JavaFX's own buttons speak the system's language, see DialogButtons");

    @ArchTest
    static final ArchRule JSON_ONLY_WHERE_IT_LEAVES_THE_PROGRAM = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".store", ROOT + ".report", ROOT + ".notice")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml..")
            .because("the vocabulary stays free of how it is written down");

    @ArchTest
    static final ArchRule EMBEDDED_SERVERS_ONLY_IN_DEMO = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".demo")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.zonky..")
            .because("only the demo brings servers along");

    @ArchTest
    static final ArchRule CLASSES_ARE_NAMED_FOR_THINGS = classes()
            .should()
            .haveNameNotMatching(".*(Util|Utils|Helper|Manager|Common|Impl|Service|Controller)(\\$.*)?")
            .because("such a name says nothing of what the class is");

    @ArchTest
    static final ArchRule PACKAGES_ARE_NAMED_FOR_THINGS = noClasses()
            .should()
            .resideInAnyPackage("..util..", "..common..", "..manager..", "..helper..", "..impl..", "..service..")
            .orShould()
            .resideInAPackage("..controller..")
            .because("a package is a thing of the domain");

    @ArchTest
    static void filesStaySmall(JavaClasses ignored) {
        Map<Path, Integer> lines = linesOfEachFile();
        List<Integer> sorted = lines.values().stream().sorted().toList();
        int ninetieth = sorted.get((int) Math.ceil(sorted.size() * 0.9) - 1);

        assertThat(lines)
                .as("no file over 400 lines")
                .allSatisfy(
                        (file, count) -> assertThat(count).as(file.toString()).isLessThanOrEqualTo(400));
        assertThat(ninetieth).as("nine files of ten have no more lines than").isLessThanOrEqualTo(200);
    }

    private static Map<Path, Integer> linesOfEachFile() {
        Map<Path, Integer> lines = new TreeMap<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                lines.put(file, Files.readAllLines(file).size());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    private static ArchRule onlyUsesOurs(String name, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(ROOT + "." + name)
                .should()
                .dependOnClassesThat(areOursOutside(name, others))
                .allowEmptyShould(true);
    }

    private static ArchRule engineUses(String name, String... siblings) {
        Stream<String> allowed = Stream.concat(
                Stream.of("postgres", "migration"), Stream.of(siblings).map(sibling -> "migration." + sibling));
        return onlyUsesOurs("migration." + name, allowed.toArray(String[]::new))
                .because("each part of the engine can be changed without reading the others");
    }

    private static DescribedPredicate<JavaClass> areOursOutside(String name, String... others) {
        List<String> allowed = Stream.concat(Stream.of("language", "os", name), Stream.of(others))
                .map(each -> ROOT + "." + each)
                .toList();
        return DescribedPredicate.describe(
                "are ours and outside " + allowed,
                type -> resideInAPackage(OURS).test(type) && !allowed.contains(type.getPackageName()));
    }

    private static String outermost(JavaClass type) {
        return type.getName().replaceFirst("\\$.*", "");
    }

    private static DescribedPredicate<JavaClass> named(String... names) {
        List<String> wanted = List.of(names);
        return DescribedPredicate.describe("are one of " + wanted, type -> wanted.contains(outermost(type)));
    }
}
