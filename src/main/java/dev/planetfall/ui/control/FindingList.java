package dev.planetfall.ui.control;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/**
 * What the checks found, group by group: groups with what stops the migration come first, what passed is under one line. Those lines are folded
 * away while there is anything else to read. A finding that stays the same keeps what was opened in it.
 */
public final class FindingList extends VBox {
    private final IdentityHashMap<Finding, FindingCard> cards = new IdentityHashMap<>();
    private final Map<CheckGroup, FindingSection> sections = new EnumMap<>(CheckGroup.class);
    private final FindingSection others = new FindingSection(Messages.text("control.finding-list.others"));
    private final Label nothing = new Label(Messages.text("control.finding-list.no-finding-has-this-text"));
    private MigrationState state = MigrationState.INITIAL;
    private String search = "";
    private boolean unfolded;
    private Optional<BiFunction<Finding, Remedy, String>> onFix = Optional.empty();
    private Optional<Consumer<Finding>> onAskAgain = Optional.empty();

    public FindingList() {
        getStyleClass().add("finding-list");
        nothing.getStyleClass().add("text-muted");
        for (CheckGroup group : CheckGroup.values()) {
            sections.put(group, new FindingSection(group.title()));
        }
    }

    /** Shows the findings of this state instead of what was shown. */
    public void show(MigrationState shown) {
        boolean same = isSame(shown.findings(), state.findings())
                && shown.checks().size() == state.checks().size();
        state = shown;
        if (!same) {
            forgetOthers(shown.findings());
            arrange();
        }
    }

    /** Shows only findings with this text in id, sentence, advice or details, in whatever case; all for an empty text. */
    public void setSearch(String text) {
        search = text.strip().toLowerCase(Locale.ROOT);
        arrange();
    }

    /**
     * Offers "Fix it" where a finding has a remedy. Set before any is shown.
     *
     * @param action told after the person confirmed its effect; answers in a sentence what happens with it now
     */
    public void setOnFix(BiFunction<Finding, Remedy, String> action) {
        onFix = Optional.of(action);
    }

    /** Offers to ask the check of a finding again. Set before any is shown. */
    public void setOnAskAgain(Consumer<Finding> action) {
        onAskAgain = Optional.of(action);
    }

    /** Makes what is shown of this finding anew, so that what was clicked in it can be clicked again. */
    public void renew(Finding finding) {
        cards.remove(finding);
        arrange();
    }

    private void arrange() {
        Set<String> known = state.checks().stream().map(CheckName::id).collect(Collectors.toSet());
        List<FindingSection> shown = new ArrayList<>();
        sections.forEach((group, section) -> fill(section, state.findings(group), shown));
        fill(
                others,
                state.findings().stream()
                        .filter(finding -> !known.contains(finding.checkId()))
                        .toList(),
                shown);
        shown.sort(Comparator.comparingInt(FindingSection::urgency));
        unfoldWhileNothingElse();
        Children.set(getChildren(), shown.isEmpty() && !search.isEmpty() ? List.of(nothing) : shown);
    }

    private void forgetOthers(List<Finding> shown) {
        IdentityHashMap<Finding, FindingCard> before = new IdentityHashMap<>(cards);
        cards.clear();
        shown.stream().filter(before::containsKey).forEach(finding -> cards.put(finding, before.get(finding)));
    }

    /** By identity, as the cards: a state keeps the findings it has, and comparing thousands of details takes long. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(List<Finding> some, List<Finding> others) {
        return some.size() == others.size()
                && IntStream.range(0, some.size()).allMatch(i -> some.get(i) == others.get(i));
    }

    private void fill(FindingSection section, List<Finding> findings, List<FindingSection> shown) {
        List<Finding> matching = findings.stream().filter(this::matches).toList();
        if (!matching.isEmpty()) {
            section.show(matching, this::card);
            shown.add(section);
        }
    }

    /** Only when that changes, because the person may fold them too. */
    private void unfoldWhileNothingElse() {
        boolean nothingElse = state.findings().stream()
                .filter(this::matches)
                .allMatch(finding -> finding.severity() == Severity.PASSED);
        if (nothingElse != unfolded) {
            unfolded = nothingElse;
            sections.values().forEach(section -> section.setPassesUnfolded(unfolded));
            others.setPassesUnfolded(unfolded);
        }
    }

    private boolean matches(Finding finding) {
        return search.isEmpty()
                || Stream.concat(
                                Stream.of(finding.checkId(), finding.sentence(), finding.advice()),
                                finding.details().stream())
                        .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(search));
    }

    private FindingCard card(Finding finding) {
        return cards.computeIfAbsent(
                finding,
                missing -> new FindingCard(
                        missing,
                        onFix.map(fix -> remedy -> fix.apply(missing, remedy)),
                        onAskAgain.map(ask -> () -> ask.accept(missing))));
    }
}
