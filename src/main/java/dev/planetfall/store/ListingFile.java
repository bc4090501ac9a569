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
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a {@link Listing} beside the journal. Needs no lock: the file is replaced as a whole, and the last word holds, so that a migration
 * can be renamed while another program runs it.
 */
final class ListingFile {
    static final String FILE_NAME = "listing.json";

    private static final Logger LOG = LoggerFactory.getLogger(ListingFile.class);
    private static final JsonMapper MAPPER = JsonMapping.create();

    private ListingFile() {}

    /** As planned when there is no such file, or none that can be read: no name is worth a migration that is not listed. */
    static Listing read(Path folder) {
        Path file = folder.resolve(FILE_NAME);
        try {
            return Optional.ofNullable(MAPPER.readValue(Files.readString(file, StandardCharsets.UTF_8), Listing.class))
                    .orElse(Listing.AS_PLANNED);
        } catch (NoSuchFileException e) {
            return Listing.AS_PLANNED;
        } catch (JsonProcessingException e) {
            LOG.warn("{} is damaged: {}", file, e.getOriginalMessage());
            return Listing.AS_PLANNED;
        } catch (IOException e) {
            LOG.warn("{} could not be read: {}", file, e.getMessage());
            return Listing.AS_PLANNED;
        }
    }

    /** @throws NoSuchFileException when there is no such migration */
    static void write(Path folder, Listing listing) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        String content = MAPPER.writerWithDefaultPrettyPrinter()
                .writeValueAsString(new Written(ProgramVersion.current(), listing));
        OwnedFile.write(folder.resolve(FILE_NAME), content + '\n');
    }

    private record Written(
            String writtenByVersion, @JsonUnwrapped Listing listing) {}
}
