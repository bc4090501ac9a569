package dev.planetfall.report;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The pages' templates. Every value is escaped: names and messages come from servers that may be hostile. */
final class Templates {
    private Templates() {}

    /**
     * @param name of the file beside this class, without its ending
     * @param page its components are the names in the template
     */
    static String render(String name, Record page) {
        return Mustache.compiler()
                .escapeHTML(true)
                .emptyStringIsFalse(true)
                .strictSections(true)
                .withLoader(part -> new StringReader(text(part)))
                .compile(text(name))
                .execute(page);
    }

    private static String text(String name) {
        String file = name + ".mustache";
        try (InputStream resource = Templates.class.getResourceAsStream(file);
                Reader reader = new InputStreamReader(
                        Objects.requireNonNull(resource, "the template " + file), StandardCharsets.UTF_8)) {
            StringBuilder text = new StringBuilder();
            for (int read = reader.read(); read >= 0; read = reader.read()) {
                text.append((char) read);
            }
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
