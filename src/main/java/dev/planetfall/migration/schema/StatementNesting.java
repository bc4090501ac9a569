package dev.planetfall.migration.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How deep inside parentheses and SQL-standard function bodies a statement is, while it is being read. */
final class StatementNesting {
    /** {@code CREATE OR REPLACE FUNCTION}: more words are not needed to know a routine. */
    private static final int OPENING_WORDS = 4;

    private final List<String> opening = new ArrayList<>();
    private boolean empty = true;
    private int parentheses;
    private int atomicBlocks;
    private String previousWord = "";

    /** Whether nothing but comments was read. */
    boolean isEmpty() {
        return empty;
    }

    boolean endsAtSemicolon() {
        return parentheses <= 0 && atomicBlocks == 0;
    }

    /** Any character that is not a blank and not part of a word. */
    void sign(int c) {
        empty = false;
        previousWord = "";
        if (c == '(') {
            parentheses++;
        } else if (c == ')') {
            parentheses--;
        }
    }

    /**
     * An unquoted word. {@code BEGIN} counts only before {@code ATOMIC}, because it is also a fine name for a function;
     * {@code CASE} and {@code END} are reserved, so that as names they are always quoted.
     */
    void word(String spelled) {
        empty = false;
        String word = spelled.toLowerCase(Locale.ROOT);
        if (opening.size() < OPENING_WORDS) {
            opening.add(word);
        }
        if (parentheses == 0 && isRoutine()) {
            if (atomicBlocks == 0) {
                atomicBlocks = word.equals("atomic") && previousWord.equals("begin") ? 1 : 0;
            } else if (word.equals("case")) {
                atomicBlocks++;
            } else if (word.equals("end")) {
                atomicBlocks--;
            }
        }
        previousWord = word;
    }

    private boolean isRoutine() {
        int noun = opening.size() > 2 && opening.get(1).equals("or") ? 3 : 1;
        return opening.size() > noun
                && opening.get(0).equals("create")
                && (opening.get(noun).equals("function") || opening.get(noun).equals("procedure"));
    }
}
