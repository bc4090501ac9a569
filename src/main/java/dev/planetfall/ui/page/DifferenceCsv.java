package dev.planetfall.ui.page;

import dev.planetfall.file.OwnedFile;
import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.RowValues;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.migration.verify.RowLookup;
import dev.planetfall.postgres.Identifier;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rows that differ as a table for spreadsheets: a line for each column that differs, with the value of both servers. As PostgreSQL
 * writes it, NULL is nothing and an empty text is two quotation marks; of a row that is not there all values are NULL.
 */
final class DifferenceCsv {
    /** By which spreadsheets know that the file is UTF-8. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final Pattern FORMULA = Pattern.compile("^(?![-+][0-9.]+$)[=+@\\t\\r-]");

    private DifferenceCsv() {}

    /**
     * Reads the rows that differ from both servers and writes them. The file is there when all of them are in it.
     *
     * @return how many rows
     */
    static long write(MigrationContext context, TableComparison table, Path file) {
        try {
            Path unfinished = OwnedFile.begin(file);
            try {
                long rows = writeAll(context, table, unfinished);
                OwnedFile.finish(unfinished, file);
                return rows;
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(Messages.text("page.difference-csv.the-file-could-not-be", file), e);
        }
    }

    private static long writeAll(MigrationContext context, TableComparison table, Path file) throws IOException {
        AtomicLong rows = new AtomicLong();
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.write(BYTE_ORDER_MARK + header(table.differences().keyColumns()));
            RowLookup.read(context, table, table.differences().rows(), RowLookup.WHOLE, row -> {
                append(writer, row);
                rows.incrementAndGet();
            });
        }
        return rows.get();
    }

    private static void append(BufferedWriter writer, RowValues row) {
        try {
            writer.write(lines(row));
        } catch (IOException e) {
            throw new UncheckedIOException(Messages.text("page.difference-csv.the-disk-took-no-more"), e);
        }
    }

    static String header(List<Identifier> key) {
        return line(Stream.concat(
                key.stream().map(column -> Optional.of(column.name())),
                Stream.of("difference", "column", "source", "planetscale").map(Optional::of)));
    }

    static String lines(RowValues row) {
        return IntStream.range(0, row.columns().size())
                .filter(row::differs)
                .mapToObj(column -> line(Stream.concat(
                        row.row().key().stream().map(Optional::of),
                        Stream.of(
                                Optional.of(row.row().kind().title()),
                                Optional.of(row.columns().get(column).name()),
                                value(row.source(), column),
                                value(row.target(), column)))))
                .collect(Collectors.joining());
    }

    private static Optional<String> value(List<Optional<String>> values, int column) {
        return values.isEmpty() ? Optional.empty() : values.get(column);
    }

    private static String line(Stream<Optional<String>> values) {
        return values.map(value -> value.map(DifferenceCsv::quoted).orElse(""))
                .collect(Collectors.joining(",", "", "\n"));
    }

    /** What a spreadsheet would take for a formula begins with an apostrophe, which it takes away. */
    private static String quoted(String value) {
        boolean formula = FORMULA.matcher(value).find();
        return '"' + (formula ? "'" : "") + value.replace("\"", "\"\"") + '"';
    }
}
