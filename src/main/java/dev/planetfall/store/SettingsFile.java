package dev.planetfall.store;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.planetfall.file.OwnedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps {@link Settings}. They are a convenience, so nothing here stops the program: what goes wrong is logged. Not
 * thread-safe; two programs overwrite each other's settings, never half of them.
 */
public final class SettingsFile {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsFile.class);
    private static final JsonMapper MAPPER = JsonMapping.create();

    private final Path file;
    private final Clock clock;

    public SettingsFile(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /** The settings of last time; {@link Settings#DEFAULT} when there are none or the file, then set aside, is damaged. */
    public Settings load() {
        try {
            String content = Files.readString(file, StandardCharsets.UTF_8);
            return Optional.ofNullable(MAPPER.readValue(content, Settings.class))
                    .orElse(Settings.DEFAULT);
        } catch (NoSuchFileException e) {
            return Settings.DEFAULT;
        } catch (JsonProcessingException e) {
            setAside();
            return Settings.DEFAULT;
        } catch (IOException e) {
            LOG.warn("The settings {} could not be read: {}", file, e.getMessage());
            return Settings.DEFAULT;
        }
    }

    public void save(Settings settings) {
        try {
            String content = MAPPER.writerWithDefaultPrettyPrinter()
                    .writeValueAsString(new Written(ProgramVersion.current(), settings));
            OwnedFile.createFolder(file.toAbsolutePath().getParent());
            OwnedFile.write(file, content + '\n');
        } catch (IOException e) {
            LOG.warn("The settings {} could not be saved: {}", file, e.getMessage());
        }
    }

    private void setAside() {
        try {
            LOG.warn("The settings are damaged; they were kept as {}", KeptFile.setAside(file, clock.instant()));
        } catch (IOException e) {
            LOG.warn("The settings {} are damaged and could not be renamed: {}", file, e.getMessage());
        }
    }

    private record Written(
            String writtenByVersion, @JsonUnwrapped Settings settings) {}
}
