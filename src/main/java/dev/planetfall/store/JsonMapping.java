package dev.planetfall.store;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Password;
import dev.planetfall.postgres.PastedSecret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Teaches Jackson the vocabulary, which itself knows nothing of JSON. */
final class JsonMapping {
    private JsonMapping() {}

    static JsonMapper create() {
        JsonMapper.Builder builder = JsonMapper.builder()
                .addModules(new Jdk8Module(), new JavaTimeModule(), vocabulary())
                .addMixIn(MigrationEvent.class, NamedBySimpleName.class)
                .visibility(PropertyAccessor.GETTER, JsonAutoDetect.Visibility.NONE)
                .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
                .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
                .disable(
                        SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
                        SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_INVALID_SUBTYPE)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        MigrationEvent.kinds().forEach(event -> builder.registerSubtypes(new NamedType(event, event.getSimpleName())));
        JsonMapper mapper = builder.build();
        for (Class<?> type : List.of(List.class, Set.class, Map.class, String.class)) {
            mapper.configOverride(type).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
        }
        return mapper;
    }

    private static SimpleModule vocabulary() {
        return new SimpleModule("planetfall")
                .addSerializer(Identifier.class, new ToStringSerializer(Identifier.class))
                .addDeserializer(Identifier.class, new TextReader<>(Identifier.class, Identifier::new))
                .addSerializer(String.class, new SecretMasker<>(String.class))
                .addSerializer(Path.class, new SecretMasker<>(Path.class))
                .addDeserializer(Path.class, new TextReader<>(Path.class, Path::of))
                .addSerializer(Password.class, new PasswordConcealer())
                .addDeserializer(Password.class, new NoPasswordReader())
                .setSerializerModifier(new PasswordOmitter());
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
    private interface NamedBySimpleName {}

    /** Leaves out every property that is a password, wherever a record may have one. */
    private static final class PasswordOmitter extends BeanSerializerModifier {
        @Override
        public List<BeanPropertyWriter> changeProperties(
                SerializationConfig config, BeanDescription description, List<BeanPropertyWriter> properties) {
            return properties.stream()
                    .filter(property -> !property.getType().hasRawClass(Password.class))
                    .toList();
        }
    }

    /** For a password in a place that {@link PasswordOmitter} does not see, such as a list. */
    private static final class PasswordConcealer extends StdSerializer<Password> {
        PasswordConcealer() {
            super(Password.class);
        }

        @Override
        public void serialize(Password value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeNull();
        }
    }

    /**
     * What people type goes into the journal, and what servers say of it: no password is to go along. SQL stays as it is, because it
     * is run again.
     */
    private static final class SecretMasker<T> extends StdSerializer<T> {
        private static final Set<String> SQL =
                Set.of("sql", "ownSql", "undo", "statements", "lifting", "mending", "onSource", "onTarget");

        SecretMasker(Class<T> type) {
            super(type);
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
            String text = value.toString();
            out.writeString(SQL.contains(field(out.getOutputContext())) ? text : PastedSecret.masked(text));
        }

        /** An element of a list is named after the list. */
        private static String field(JsonStreamContext place) {
            JsonStreamContext named = place.inArray() && place.getParent() != null ? place.getParent() : place;
            return String.valueOf(named.getCurrentName());
        }
    }

    private static final class NoPasswordReader extends StdDeserializer<Password> {
        NoPasswordReader() {
            super(Password.class);
        }

        @Override
        public Password deserialize(JsonParser in, DeserializationContext context) throws IOException {
            in.skipChildren();
            return Password.NONE;
        }

        @Override
        public Password getNullValue(DeserializationContext context) {
            return Password.NONE;
        }

        @Override
        public Object getAbsentValue(DeserializationContext context) {
            return Password.NONE;
        }
    }

    /** For a type that is written as its text. */
    private static final class TextReader<T> extends FromStringDeserializer<T> {
        private final transient Function<String, T> parse;

        TextReader(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        protected T _deserialize(String value, DeserializationContext context) {
            return parse.apply(value);
        }
    }
}
