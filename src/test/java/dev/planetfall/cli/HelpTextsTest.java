package dev.planetfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.language.Language;
import dev.planetfall.migration.Method;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.store.AppDirectories;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the command line says of itself, and of arguments that it does not understand. */
class HelpTextsTest {
    @TempDir
    Path folder;

    @AfterEach
    void speakEnglishAgain() {
        Language.choose(Language.ENGLISH);
    }

    @Test
    void describesEveryOptionInTheLanguageOfThePerson() {
        Map<String, String> english = descriptions();
        Language.choose(Language.GERMAN);
        Map<String, String> german = descriptions();

        assertThat(english)
                .hasSize(31)
                .containsEntry("run --scope", "What to leave out; see below.")
                .containsEntry("demo --help", "Show this help message and exit.");
        assertThat(german.keySet()).isEqualTo(english.keySet());
        assertThat(german)
                .allSatisfy((option, text) -> assertThat(text)
                        .as(option)
                        .isNotBlank()
                        .doesNotContain("cli.", "{", "''")
                        .isNotEqualTo(english.get(option)));
    }

    @Test
    void explainsCommandsInGerman() {
        Language.choose(Language.GERMAN);

        assertThat(help()).startsWith("Aufruf: planetfall [-hV] [BEFEHL]\n").contains("Befehle:\n", "Migriert ohne");
        assertThat(help("run"))
                .contains(
                        "--report=ORDNER",
                        "--freeze-limit=SEKUNDEN",
                        "--compare=WAS",
                        ServerArguments.SOURCE_PASSWORD,
                        "  exclude-table SCHEMA.TABLE\n",
                        "\"Genau So\"",
                        "Exit-Codes: 0 fertig");
        assertThat(help("demo")).contains("Probelauf einer Migration", "Vorgabe: target");
    }

    @Test
    void showsNoKeyAndNoWordOfTheOtherLanguage() {
        for (Language language : Language.values()) {
            Language.choose(language);
            assertThat(List.of(help(), help("run"), help("demo")))
                    .allSatisfy(text -> assertThat(text)
                            .doesNotContain("cli.", "bundle", "${", "''", "null")
                            .doesNotContain(
                                    language == Language.ENGLISH
                                            ? List.of("Aufruf", "SEKUNDEN", "Vorgabe")
                                            : List.of("Usage", "SECONDS", "Default", "COMMAND", "METHOD", "DIR")));
        }
    }

    @Test
    void saysWhatIsWrongWithAnArgument() {
        assertThat(refusal("run", "--disk", "many"))
                .isEqualTo("Invalid value for --disk GB: many is not a whole number.");
        assertThat(refusal("run", "--through", "landing"))
                .startsWith("Invalid value for --through PHASE: there is no such phase. Phases: connect");
        assertThat(refusal("demo", "--out")).isEqualTo("A value is missing: --out DIR");
        assertThat(refusal("run", "--source", "--target")).isEqualTo("A value is missing: --source URI");
        assertThat(refusal("run", "--disk", "1", "--disk", "2"))
                .isEqualTo("--disk stands on the command line more than once.");
        assertThat(refusal("run", "--json=yes")).isEqualTo("--json takes no value: yes");
        assertThat(refusal("run", "--speed"))
                .isEqualTo("There is more on the command line than can be understood: --speed");
    }

    @Test
    void saysItInGerman() {
        Language.choose(Language.GERMAN);

        assertThat(refusal("run", "--disk", "viel"))
                .isEqualTo("Ungültiger Wert für --disk GB: viel ist keine ganze Zahl.");
        assertThat(refusal("demo", "--out")).isEqualTo("Es fehlt ein Wert: --out ORDNER");
        assertThat(refusal("run", "--disk", "1", "--disk", "2"))
                .isEqualTo("--disk steht mehr als einmal auf der Befehlszeile.");
    }

    private Map<String, String> descriptions() {
        Map<String, String> found = new TreeMap<>();
        CommandLine program = commandLine();
        Stream.concat(Stream.of(program), program.getSubcommands().values().stream())
                .forEach(command -> command.getCommandSpec()
                        .options()
                        .forEach(option -> found.put(
                                command.getCommandName() + " " + option.longestName(),
                                String.join(" ", option.description()))));
        return found;
    }

    private String help(String... command) {
        StringWriter out = new StringWriter();
        int code = commandLine()
                .setOut(new PrintWriter(out, true))
                .execute(Stream.concat(Stream.of(command), Stream.of("--help")).toArray(String[]::new));
        assertThat(code).isZero();
        return out.toString().replace(System.lineSeparator(), "\n");
    }

    private String refusal(String... arguments) {
        StringWriter err = new StringWriter();
        int code = commandLine().setErr(new PrintWriter(err, true)).execute(arguments);
        assertThat(code).isEqualTo(ExitCode.USAGE.number());
        return err.toString().lines().findFirst().orElse("");
    }

    private CommandLine commandLine() {
        return PlanetfallCommand.commandLine(
                new Surroundings(new AppDirectories(folder), Map.of(), Clock.systemUTC(), new NoWindow()));
    }

    /** Nothing here gets as far as a window. */
    private static final class NoWindow implements Window {
        @Override
        public boolean canOpen() {
            return false;
        }

        @Override
        public int open() {
            throw new IllegalStateException();
        }

        @Override
        public int openDemo(ConnectionSettings source, ConnectionSettings target, Method method) {
            throw new IllegalStateException();
        }

        @Override
        public int tour(ConnectionSettings source, ConnectionSettings target, Method method, Path pictures) {
            throw new IllegalStateException();
        }
    }
}
