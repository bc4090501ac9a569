package dev.planetfall.cli;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.LastComparison;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.SchemaSource;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Words of the command line for the vocabulary's constants. */
final class Keywords {
    private Keywords() {}

    static final class OfPhase implements ITypeConverter<Phase> {
        @Override
        public Phase convert(String word) {
            return Phase.ofKeyword(word)
                    .orElseThrow(() -> new TypeConversionException(Messages.text(
                            "cli.keywords.there-is-no-such-phase",
                            Arrays.stream(Phase.values()).map(Phase::keyword).collect(Collectors.joining(" ")))));
        }
    }

    static final class OfMethod implements ITypeConverter<Method> {
        @Override
        public Method convert(String word) {
            return Method.OFFERED.stream()
                    .filter(method -> method.keyword().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(Messages.text(
                            "cli.keywords.there-is-no-such-method",
                            Method.OFFERED.stream().map(Method::keyword).collect(Collectors.joining(" ")))));
        }
    }

    static final class OfLastComparison implements ITypeConverter<LastComparison> {
        @Override
        public LastComparison convert(String word) {
            return LastComparison.ofKeyword(word)
                    .orElseThrow(() -> new TypeConversionException(Messages.text(
                            "cli.keywords.there-is-no-such-comparison",
                            Arrays.stream(LastComparison.values())
                                    .map(LastComparison::keyword)
                                    .collect(Collectors.joining(" ")))));
        }
    }

    static final class OfSchemaSource implements ITypeConverter<SchemaSource> {
        @Override
        public SchemaSource convert(String word) {
            return SchemaSource.ofKeyword(word)
                    .orElseThrow(() -> new TypeConversionException(Messages.text(
                            "cli.keywords.there-is-no-such-reader",
                            Arrays.stream(SchemaSource.values())
                                    .map(SchemaSource::keyword)
                                    .collect(Collectors.joining(" ")))));
        }
    }
}
