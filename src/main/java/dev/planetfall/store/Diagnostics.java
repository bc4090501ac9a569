package dev.planetfall.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.planetfall.file.OwnedFile;
import dev.planetfall.language.Language;
import dev.planetfall.language.Messages;
import dev.planetfall.migration.DiagnosticsBundle;
import dev.planetfall.migration.DiagnosticsBundle.Part;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationEvent.JournalDamaged;
import dev.planetfall.migration.MigrationEvent.PlanDecided;
import dev.planetfall.migration.MigrationPlan;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Gathers what would help to find a fault of one migration, and writes it where the person says. It is never sent anywhere. */
final class Diagnostics {
    private static final JsonMapper MAPPER = JsonMapping.create();
    private static final List<String> SYSTEM = List.of(
            "java.version", "java.vendor", "java.vm.name", "javafx.version", "os.name", "os.version", "os.arch");

    private final Path folder;
    private final Path settings;

    /**
     * @param folder of the migration
     * @param settings the file of the window's settings, which need not be there
     */
    Diagnostics(Path folder, Path settings) {
        this.folder = folder;
        this.settings = settings;
    }

    /** @throws StoreException when a file cannot be read */
    DiagnosticsBundle gather(Instant now) {
        try {
            Redactor redactor = new Redactor(plans(), System.getProperty("user.home", ""));
            List<Part> parts = new ArrayList<>();
            parts.add(new Part("about.json", about(now)));
            for (String name : List.of(FileJournal.FILE_NAME, StatementsFile.FILE_NAME)) {
                text(folder.resolve(name))
                        .map(text -> new Part(name, lines(redactor, text)))
                        .ifPresent(parts::add);
            }
            text(folder.resolve(HistoryFile.FILE_NAME))
                    .map(text -> new Part(HistoryFile.FILE_NAME, redactor.text(text)))
                    .ifPresent(parts::add);
            text(settings)
                    .map(text -> new Part("settings.json", json(redactor, text) + "\n"))
                    .ifPresent(parts::add);
            return new DiagnosticsBundle(parts, redactor.redactions());
        } catch (IOException e) {
            throw new StoreException(Messages.text("store.diagnostics.could-not-be-read", folder, e.getMessage()), e);
        }
    }

    /** @throws StoreException when the file cannot be written */
    static void write(DiagnosticsBundle bundle, Path zip) {
        try {
            Path begun = OwnedFile.begin(zip);
            try {
                try (OutputStream file = Files.newOutputStream(begun);
                        ZipOutputStream out = new ZipOutputStream(file, StandardCharsets.UTF_8)) {
                    for (Part part : bundle.parts()) {
                        out.putNextEntry(new ZipEntry(part.name()));
                        out.write(part.text().getBytes(StandardCharsets.UTF_8));
                        out.closeEntry();
                    }
                }
                OwnedFile.finish(begun, zip);
            } finally {
                Files.deleteIfExists(begun);
            }
        } catch (IOException e) {
            throw new StoreException(Messages.text("store.diagnostics.could-not-be-written", zip, e.getMessage()), e);
        }
    }

    /** All that were ever decided, and the name that a person gave. Lines that cannot be read may have named others, so no line is told then. */
    private List<MigrationPlan> plans() throws IOException {
        try {
            List<MigrationEvent> events =
                    JournalFile.read(folder.resolve(FileJournal.FILE_NAME)).events();
            if (events.stream().anyMatch(JournalDamaged.class::isInstance)) {
                throw new IOException(Messages.text("store.diagnostics.journal-is-not-readable"));
            }
            List<MigrationPlan> decided = events.stream()
                    .filter(PlanDecided.class::isInstance)
                    .map(event -> ((PlanDecided) event).plan())
                    .toList();
            Stream<MigrationPlan> renamed = ListingFile.read(folder).name().stream()
                    .flatMap(name -> decided.stream().limit(1).map(plan -> plan.named(name)));
            return Stream.concat(decided.stream(), renamed).toList();
        } catch (JournalFile.NewerFormatException e) {
            throw new IOException(Messages.text("store.diagnostics.journal-is-not-readable"), e);
        }
    }

    private String about(Instant now) throws JsonProcessingException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("planetfall", ProgramVersion.current());
        facts.put("madeAt", now.toString());
        facts.put("migration", folder.getFileName().toString());
        facts.put("language", Language.current().tag());
        SYSTEM.forEach(name -> facts.put(name, System.getProperty(name, "")));
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(facts) + "\n";
    }

    private static String lines(Redactor redactor, String text) {
        return text.lines().map(line -> json(redactor, line) + "\n").collect(Collectors.joining());
    }

    /** A text that is no JSON was torn by a crash: nobody can say what in it is whose. */
    private static String json(Redactor redactor, String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return MAPPER.writeValueAsString(redactor.json(node));
        } catch (JsonProcessingException e) {
            return Redactor.GONE;
        }
    }

    private static Optional<String> text(Path file) throws IOException {
        return Files.exists(file)
                ? Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                : Optional.empty();
    }
}
