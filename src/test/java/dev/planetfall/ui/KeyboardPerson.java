package dev.planetfall.ui;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.Toggle;
import javafx.scene.input.KeyCode;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** Somebody who has no mouse: gets everywhere by Tab, presses by the space bar, and goes on by Alt+N. */
public final class KeyboardPerson extends Person {
    private static final int STOPS = 300;

    private final FxRobot robot;

    public KeyboardPerson(FxRobot robot) {
        super(robot);
        this.robot = robot;
    }

    /** Tabs until the node has the focus, which must be seen there, and presses the space bar. */
    @Override
    public void click(String id) {
        reach(id);
        robot.push(KeyCode.SPACE);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Arrows of a text field do nothing to what it says, so that reaching it is enough. */
    @Override
    void enter(String id) {
        reach(id);
    }

    @Override
    void goOnTo(String title) {
        await("Next", this::mayGoOn);
        robot.push(KeyCode.ALT, KeyCode.N);
        await("the page " + title, () -> title().equals(title));
    }

    /**
     * Tabs once around the window.
     *
     * @return what is on the page and live but is never reached, and what has the focus without being seen
     */
    List<String> obstacles() {
        Set<Node> reached = new LinkedHashSet<>();
        List<String> obstacles = new ArrayList<>();
        for (int stop = 0; stop < STOPS; stop++) {
            robot.push(KeyCode.TAB);
            WaitForAsyncUtils.waitForFxEvents();
            Node owner = FxThread.ask(this::focused);
            if (!reached.add(owner)) {
                break;
            }
            if (!isInView(owner)) {
                obstacles.add("not in view: " + owner);
            }
        }
        liveControls().stream()
                .filter(control -> !isReached(control, reached))
                .forEach(control -> obstacles.add("not reached: " + control));
        return obstacles;
    }

    /** Chooses the neighbour of a choice. */
    void arrow(String id, KeyCode arrow) {
        reach(id);
        robot.push(arrow);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Tab leads to one of the buttons that stand for a choice; arrows lead to the others. */
    private static boolean isReached(Node control, Set<Node> reached) {
        return reached.contains(control)
                || (control instanceof Toggle toggle
                        && toggle.getToggleGroup() != null
                        && toggle.getToggleGroup().getToggles().stream().anyMatch(reached::contains));
    }

    private void reach(String id) {
        await(id + " can be used", () -> isLive(id));
        Node wanted = robot.lookup("#" + id).query();
        for (int stop = 0; stop < STOPS && !wanted.equals(FxThread.ask(this::focused)); stop++) {
            robot.push(KeyCode.TAB);
            WaitForAsyncUtils.waitForFxEvents();
        }
        if (!wanted.equals(FxThread.ask(this::focused))) {
            throw new AssertionError("Tab does not lead to " + id + " on the page " + title());
        }
        if (!isInView(id)) {
            throw new AssertionError(id + " has the focus but is out of sight on the page " + title());
        }
    }

    private Node focused() {
        return robot.lookup("#page-title").query().getScene().getFocusOwner();
    }

    private Set<Node> liveControls() {
        return FxThread.ask(() -> {
            return new LinkedHashSet<>(robot.lookup((Node node) ->
                            node instanceof Control && node.isFocusTraversable() && !node.isDisabled() && isShown(node))
                    .queryAll());
        });
    }
}
