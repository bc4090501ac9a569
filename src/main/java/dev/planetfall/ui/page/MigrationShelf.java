package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.postgres.ConnectionSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What of the list is shown.
 *
 * @param rows that are shown
 * @param archived how many of all are put away
 * @param nothing why no row is shown; empty when there are some
 */
record MigrationShelf(List<HomeViewModel.Row> rows, int archived, String nothing) {
    /**
     * @param query words that all must occur in the name, in that of a server, database or user, or in the id
     * @param archivedToo whether those that are put away are shown, too
     */
    static MigrationShelf of(List<HomeViewModel.Row> all, String query, boolean archivedToo) {
        int archived = (int) all.stream().filter(MigrationShelf::isAway).count();
        List<HomeViewModel.Row> offered =
                all.stream().filter(row -> archivedToo || !isAway(row)).toList();
        List<HomeViewModel.Row> found =
                offered.stream().filter(row -> matches(row, query)).toList();
        return new MigrationShelf(found, archived, found.isEmpty() ? nothing(all, offered, query) : "");
    }

    /** Why the migration cannot be put away now, as a sentence; empty when it can. */
    static Optional<String> obstacle(HomeViewModel.Row row) {
        return row.warning().isEmpty()
                ? Optional.empty()
                : Optional.of(Messages.text("page.home.cannot-be-archived-yet", row.name(), row.warning()));
    }

    /** What must not be forgotten is never out of sight. */
    private static boolean isAway(HomeViewModel.Row row) {
        return row.summary().archived() && row.warning().isEmpty();
    }

    private static String nothing(List<HomeViewModel.Row> all, List<HomeViewModel.Row> offered, String query) {
        if (all.isEmpty()) {
            return Messages.text("page.home.no-migration-on-this-computer");
        }
        return offered.isEmpty()
                ? Messages.text("page.home.all-are-archived")
                : Messages.text("page.home.no-migration-matches", query.strip());
    }

    private static boolean matches(HomeViewModel.Row row, String query) {
        String text = String.join(
                        "\n",
                        Stream.concat(Stream.of(row.name(), row.way(), row.id()), servers(row))
                                .toList())
                .toLowerCase(Locale.ROOT);
        return Arrays.stream(query.toLowerCase(Locale.ROOT).strip().split("\\s+", -1))
                .allMatch(text::contains);
    }

    private static Stream<String> servers(HomeViewModel.Row row) {
        return row.summary().state().plan().stream()
                .flatMap((MigrationPlan plan) -> Stream.of(plan.source(), plan.target()))
                .flatMap((ConnectionSettings server) -> Stream.of(server.host(), server.database(), server.user()));
    }
}
