package dev.planetfall.migration.schema;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** In which ways two texts may differ and yet mean the same. Each takes the difference out of a text. */
enum Tolerance {
    /** Each version has its own key words, and quotes what is none of them. */
    QUOTES_OF_NAMES(Reach.OTHER_VERSION) {
        @Override
        boolean concerns(SchemaPart part) {
            return true;
        }

        @Override
        String without(String definition) {
            return SchemaPart.withoutNeedlessQuotes(definition);
        }
    },

    /** Before version 12 a trigger was said to execute a procedure; those who read the text take both words for the same. */
    WORD_FOR_TRIGGER_FUNCTIONS(Reach.OTHER_VERSION) {
        @Override
        boolean concerns(SchemaPart part) {
            return part.key().label().equals("trigger");
        }

        @Override
        String without(String definition) {
            return definition.replace(" EXECUTE PROCEDURE ", " EXECUTE FUNCTION ");
        }
    },

    /** From version 14 on a procedure is printed with {@code IN} before its arguments. */
    MODES_OF_ARGUMENTS(Reach.OTHER_VERSION) {
        @Override
        boolean concerns(SchemaPart part) {
            return part.key().label().equals("procedure");
        }

        @Override
        String without(String definition) {
            return MODE.matcher(definition).replaceAll("$1");
        }
    },

    /** From version 18 on NOT NULL is a constraint with a name, which the server makes up when nobody gives one. */
    NAMES_OF_NOT_NULL(Reach.OTHER_VERSION) {
        @Override
        boolean concerns(SchemaPart part) {
            return part.key().label().equals("column");
        }

        @Override
        String without(String definition) {
            return NAMED_NOT_NULL.matcher(definition).replaceFirst(" NOT NULL");
        }
    },

    /**
     * A column without a name is called after the type it is cast to when the printed text is read again: {@code 'x'::text}
     * becomes {@code 'x'::text AS text}.
     */
    NAMES_OF_CASTS(Reach.ANY) {
        @Override
        boolean concerns(SchemaPart part) {
            return Stream.of("function", "procedure", "rule")
                    .anyMatch(part.key().label()::equals);
        }

        @Override
        String without(String definition) {
            return NAMED_CAST.matcher(definition).replaceAll("$1");
        }
    },

    /** LEAKPROOF and SUPPORT, without which a function is made where nobody is a superuser. */
    PROMISES_TO_THE_PLANNER(Reach.ANY) {
        @Override
        boolean concerns(SchemaPart part) {
            return part.key().label().equals("function");
        }

        @Override
        String without(String definition) {
            return PlannerPromises.without(definition);
        }
    },

    /** {@code IN} over strings is printed with a cast of the list, and when that is read again, with a cast of each. */
    CASTS_OF_LISTS(Reach.ANY) {
        @Override
        boolean concerns(SchemaPart part) {
            return part.holdsExpression() && LIST.matcher(part.definition()).find();
        }

        @Override
        String without(String definition) {
            return Skeleton.of(definition);
        }
    };

    private enum Reach {
        ANY,
        OTHER_VERSION
    }

    private static final Pattern MODE = Pattern.compile("(\\(|, )IN ");
    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[a-z_][a-z0-9_$]*)";
    private static final Pattern NAMED_NOT_NULL = Pattern.compile(" CONSTRAINT " + NAME + " NOT NULL");
    private static final Pattern NAMED_CAST = Pattern.compile("(" + Skeleton.CAST + ") AS " + NAME);
    private static final Pattern LIST = Pattern.compile(" (ANY|ALL) \\(");

    private final Reach reach;

    Tolerance(Reach reach) {
        this.reach = reach;
    }

    /**
     * Whether nothing but tolerable differences is between the two.
     *
     * @param printAlike whether both servers are of one major version
     */
    static boolean explains(SchemaPart source, SchemaPart target, boolean printAlike) {
        UnaryOperator<String> plain = text -> {
            String result = text;
            for (Tolerance tolerance : values()) {
                if ((tolerance.reach == Reach.ANY || !printAlike) && tolerance.concerns(source)) {
                    result = tolerance.without(result);
                }
            }
            return result;
        };
        String there = plain.apply(source.definition());
        String here = plain.apply(target.definition());
        return there.equals(here) || (!printAlike && source.holdsQuery() && Qualifiers.areAllThatDiffers(there, here));
    }

    abstract boolean concerns(SchemaPart part);

    abstract String without(String definition);
}
