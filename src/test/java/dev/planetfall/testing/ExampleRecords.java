package dev.planetfall.testing;

import dev.planetfall.postgres.Password;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Builds an instance of any record with every component filled, so that a test cannot forget one. */
public final class ExampleRecords {
    public static final String PASSWORD = "hunter2 \"§\\";

    private static final Map<Class<?>, Object> SIMPLE = Map.ofEntries(
            Map.entry(int.class, 5433),
            Map.entry(long.class, Long.MAX_VALUE - 7),
            Map.entry(boolean.class, true),
            Map.entry(double.class, 0.25),
            Map.entry(OptionalLong.class, OptionalLong.of(Long.MIN_VALUE)),
            Map.entry(Instant.class, Instant.parse("2026-03-01T12:30:15.123456789Z")),
            Map.entry(Duration.class, Duration.ofSeconds(93_784, 5_000_001)),
            Map.entry(Path.class, Path.of("/etc/ssl/a:b c.pem")),
            Map.entry(Password.class, Password.of(PASSWORD)));

    private final String text;

    private ExampleRecords(String text) {
        this.text = text;
    }

    public static <T> T of(Class<T> type) {
        return of(type, "It's \"quoted\", {curly},\nü \u2028 and \\ back");
    }

    /** With the same in every text and name. */
    public static <T> T of(Class<T> type, String text) {
        return type.cast(new ExampleRecords(text).value(type));
    }

    private Object value(Type type) {
        if (type instanceof ParameterizedType generic) {
            Object inner = value(generic.getActualTypeArguments()[0]);
            return generic.getRawType() == Optional.class
                    ? Optional.of(inner)
                    : generic.getRawType() == Set.class ? Set.of(inner) : List.of(inner, inner);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return filled(plain);
        }
        if (plain.isEnum()) {
            Object[] constants = plain.getEnumConstants();
            return constants[constants.length - 1];
        }
        if (plain == String.class) {
            return text;
        }
        return Optional.ofNullable(SIMPLE.get(plain))
                .orElseThrow(() -> new AssertionError("No example for a component of type " + type));
    }

    private Object filled(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        try {
            return type.getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class[]::new))
                    .newInstance(Arrays.stream(components)
                            .map(component -> value(component.getGenericType()))
                            .toArray());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Cannot build " + type, e);
        }
    }
}
