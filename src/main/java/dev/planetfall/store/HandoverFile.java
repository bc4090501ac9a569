package dev.planetfall.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.planetfall.file.OwnedFile;
import dev.planetfall.language.Messages;
import dev.planetfall.migration.LastComparison;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationName;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.SchemaSource;
import dev.planetfall.migration.Scope;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.ConnectionStrings;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Password;
import dev.planetfall.postgres.PastedSecret;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.SslMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/**
 * A plan as a file for a colleague: JSON with a version, without passwords, without an id and without anything that was done. It is read
 * strictly, because who gets such a file did not write it: every field is needed, and no other is taken.
 */
final class HandoverFile {
    private static final int VERSION = 1;
    private static final String MARK = "planetfallMigration";
    private static final long MOST_BYTES = 1 << 20;
    private static final int MOST_SECONDS = 86_400;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private HandoverFile() {}

    /** @throws StoreException when it cannot be written */
    static void write(MigrationPlan plan, Path file) {
        try {
            OwnedFile.write(file, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json(plan)) + '\n');
        } catch (IOException e) {
            throw new StoreException(
                    Messages.text("store.handover-file.could-not-be-written", file, e.getMessage()), e);
        }
    }

    /** @throws StoreException when it is no such file, or one that this program cannot follow to the letter */
    static MigrationPlan read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new IllegalArgumentException(Messages.text("store.handover-file.too-large"));
            }
            return plan(MAPPER.readTree(Files.readAllBytes(file)));
        } catch (JsonProcessingException e) {
            throw refusal(file, Messages.text("store.handover-file.no-migration-file"), e);
        } catch (IllegalArgumentException e) {
            throw refusal(file, e.getMessage(), e);
        } catch (IOException e) {
            throw refusal(file, Messages.text("store.handover-file.could-not-be-read"), e);
        }
    }

    private static StoreException refusal(Path file, String reason, Exception cause) {
        return new StoreException(
                Messages.text("store.handover-file.cannot-be-imported", file.getFileName(), reason), cause);
    }

    private static ObjectNode json(MigrationPlan plan) {
        ObjectNode root = MAPPER.createObjectNode()
                .put(MARK, VERSION)
                .put("writtenByVersion", ProgramVersion.current())
                .put("name", plan.name())
                .put("method", plan.method().keyword());
        root.set("source", json(plan.source()));
        root.set("target", json(plan.target()));
        ArrayNode schemas = root.putArray("excludedSchemas");
        plan.scope().excludedSchemas().stream().sorted().forEach(schema -> schemas.add(schema.name()));
        ArrayNode tables = root.putArray("excludedTables");
        plan.scope().excludedTables().stream()
                .sorted()
                .forEach(table -> tables.addObject()
                        .put("schema", table.schema().name())
                        .put("name", table.name().name()));
        root.put("freezeLimitSeconds", plan.drainTimeout().toSeconds())
                .put("sampleSeconds", plan.sampleTime().toSeconds())
                .put("schemaReader", plan.schemaSource().keyword())
                .put("lastComparison", plan.lastComparison().keyword())
                .put("wayBack", plan.wayBack());
        ArrayNode writers = root.putArray("ignoredWriters");
        plan.ignoredWriters().forEach(writers::add);
        return root;
    }

    private static ObjectNode json(ConnectionSettings server) {
        return MAPPER.createObjectNode()
                .put("host", server.host())
                .put("port", server.port())
                .put("database", server.database())
                .put("user", server.user())
                .put("sslMode", server.sslMode().keyword())
                .put(
                        "sslRootCert",
                        server.sslRootCert()
                                .map(Path::toString)
                                .filter(path -> !PastedSecret.isConnection(path))
                                .orElse(""))
                .put("channelBinding", server.requiresChannelBinding());
    }

    private static MigrationPlan plan(JsonNode json) {
        if (!json.path(MARK).isInt()) {
            throw new IllegalArgumentException(Messages.text("store.handover-file.no-migration-file"));
        }
        if (json.path(MARK).intValue() != VERSION) {
            throw new IllegalArgumentException(Messages.text("store.handover-file.another-format"));
        }
        StrictFields fields = new StrictFields(json);
        fields.number(MARK, VERSION, VERSION);
        fields.text("writtenByVersion");
        MigrationPlan plan = new MigrationPlan(
                "",
                new MigrationName(fields.text("name")).text(),
                server(fields.object("source")),
                server(fields.object("target")),
                scope(fields),
                fields.word("method", List.of(Method.values()), Method::keyword),
                0,
                Duration.ofSeconds(fields.number("freezeLimitSeconds", 1, MOST_SECONDS)),
                Duration.ofSeconds(fields.number("sampleSeconds", 0, MOST_SECONDS)),
                fields.word("schemaReader", List.of(SchemaSource.values()), SchemaSource::keyword),
                fields.word("lastComparison", List.of(LastComparison.values()), LastComparison::keyword),
                fields.flag("wayBack"),
                fields.texts("ignoredWriters"));
        fields.end();
        return plan;
    }

    private static Scope scope(StrictFields fields) {
        HashSet<Identifier> schemas = new HashSet<>();
        fields.texts("excludedSchemas").forEach(schema -> schemas.add(new Identifier(schema)));
        HashSet<QualifiedName> tables = new HashSet<>();
        for (StrictFields table : fields.objects("excludedTables")) {
            tables.add(QualifiedName.of(table.text("schema"), table.text("name")));
            table.end();
        }
        return new Scope(schemas, tables);
    }

    private static ConnectionSettings server(StrictFields fields) {
        ConnectionSettings server = new ConnectionSettings(
                fields.text("host", ConnectionStrings::isHost),
                fields.number("port", 1, 65_535),
                fields.text("database", HandoverFile::isName),
                fields.text("user", HandoverFile::isName),
                Password.NONE,
                fields.word("sslMode", List.of(SslMode.values()), SslMode::keyword),
                fields.path("sslRootCert"),
                fields.flag("channelBinding"));
        fields.end();
        return server;
    }

    private static boolean isName(String text) {
        return !PastedSecret.isConnection(text);
    }
}
