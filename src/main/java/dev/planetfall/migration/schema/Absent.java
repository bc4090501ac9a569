package dev.planetfall.migration.schema;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.SchemaKey;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Identifier;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Which objects are not on the target, and what that means for what needs them. */
final class Absent {
    private final Map<SchemaKey, Result> absent = new LinkedHashMap<>();

    void remember(SchemaOutcome outcome) {
        if (outcome.result().isThere()) {
            absent.remove(outcome.key());
        } else {
            absent.put(outcome.key(), outcome.result());
        }
    }

    /** For an object that is tried once more: it cannot stand in its own way. */
    void forget(SchemaKey key) {
        absent.remove(key);
    }

    /** That an object which needs these is not tried, because one of them failed. */
    Optional<Verdict> standsInTheWay(Collection<SchemaKey> needs) {
        List<SchemaKey> failed = which(needs, Result::isFailure);
        return failed.isEmpty() ? Optional.empty() : Optional.of(waiting(failed));
    }

    /**
     * That an object failed because of what is not there. One that was skipped can be there all the same, so what needs it is
     * tried first.
     */
    Optional<Verdict> explains(Collection<SchemaKey> needs, String sql, DatabaseException failure) {
        if (FailureKinds.namesNothing(failure.state())) {
            List<SchemaKey> named = absent.entrySet().stream()
                    .filter(entry -> entry.getValue().isFailure())
                    .map(Map.Entry::getKey)
                    .filter(key -> sql.contains(quoted(key)))
                    .toList();
            if (!named.isEmpty()) {
                return Optional.of(waiting(named));
            }
        }
        List<SchemaKey> leftOut = which(needs, result -> !result.isFailure());
        return leftOut.isEmpty()
                ? Optional.empty()
                : Optional.of(new Verdict(
                        Result.LEFT_OUT,
                        Messages.text("schema.absent.it-needs-which-is-not", Listing.of(leftOut)),
                        leftOut,
                        false));
    }

    private List<SchemaKey> which(Collection<SchemaKey> needs, Predicate<Result> kind) {
        return needs.stream()
                .filter(key -> absent.containsKey(key) && kind.test(absent.get(key)))
                .sorted(Comparator.comparing(SchemaKey::toString))
                .toList();
    }

    private static Verdict waiting(List<SchemaKey> failed) {
        return new Verdict(
                Result.WAITING, Messages.text("schema.absent.it-waits-for", Listing.of(failed)), failed, false);
    }

    /** As it stands in SQL, where every name is in quotes. */
    private static String quoted(SchemaKey key) {
        String name = key.name().replaceFirst("\\(.*", "");
        int dot = name.indexOf('.');
        if (dot < 0) {
            return new Identifier(name).quoted();
        }
        return new Identifier(name.substring(0, dot)).quoted() + "." + new Identifier(name.substring(dot + 1)).quoted();
    }
}
