package dev.planetfall.migration.schema;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** From version 16 on a query over one table is printed with its columns alone, before that with the table's name before each. */
final class Qualifiers {
    private static final Pattern TOKEN = Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|\\w+|\\S");

    private Qualifiers() {}

    /** Whether the texts are the same token by token, but for names with a dot that only one has. */
    static boolean areAllThatDiffers(String one, String other) {
        List<String> ours = tokens(one);
        List<String> theirs = tokens(other);
        int i = 0;
        int j = 0;
        while (i < ours.size() && j < theirs.size()) {
            if (isQualifier(ours, i) && !isQualifier(theirs, j)) {
                i += 2;
            } else if (isQualifier(theirs, j) && !isQualifier(ours, i)) {
                j += 2;
            } else if (!ours.get(i++).equals(theirs.get(j++))) {
                return false;
            }
        }
        return i == ours.size() && j == theirs.size();
    }

    private static boolean isQualifier(List<String> tokens, int index) {
        return index + 1 < tokens.size()
                && tokens.get(index + 1).equals(".")
                && !tokens.get(index).startsWith("'");
    }

    private static List<String> tokens(String text) {
        return TOKEN.matcher(text).results().map(MatchResult::group).toList();
    }
}
