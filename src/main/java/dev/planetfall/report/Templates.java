package dev.planetfall.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import dev.planetfall.language.Messages;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/** The pages' templates. Every value is escaped: names and messages come from servers that may be hostile. */
final class Templates {
    /** {@code {{#say}}key|{{value}}{{/say}}}: a message, whose values are formed by this program and hold no bar. */
    private static final Mustache.Lambda SAY = Templates::say;

    private Templates() {}

    /**
     * @param name of the file beside this class, without its ending
     * @param page its components are the names in the template
     */
    static String render(String name, Record page) {
        StringWriter out = new StringWriter();
        Mustache.compiler()
                .escapeHTML(true)
                .emptyStringIsFalse(true)
                .strictSections(true)
                .withLoader(part -> new StringReader(text(part)))
                .compile(text(name))
                .execute(page, Map.of("say", SAY), out);
        return out.toString();
    }

    private static void say(Template.Fragment part, Writer out) throws IOException {
        String[] words = part.execute().split("\\|", -1);
        out.write(Messages.text(words[0], (Object[]) Arrays.copyOfRange(words, 1, words.length)));
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
