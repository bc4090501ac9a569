package dev.planetfall.ui;

import dev.planetfall.ui.control.Banner;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Somebody in front of the window, who knows only what is shown and has only a mouse, a wheel and a keyboard. Nodes are
 * named by their ids. {@link KeyboardPerson} has not even a mouse.
 */
public class Person {
    private static final int PATIENCE_SECONDS = 90;
    private static final double MARGIN = 5;
    private static final int NOTCH = 40;
    private static final int NOTCHES = 60;

    private final FxRobot robot;

    public Person(FxRobot robot) {
        this.robot = robot;
    }

    /** Waits until the node is there and live, and turns the wheel until it is in view. */
    public void click(String id) {
        await(id + " can be clicked", () -> isLive(id));
        bringIntoView(id);
        robot.clickOn("#" + id);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Puts the cursor into a field. */
    void enter(String id) {
        click(id);
    }

    /** Replaces what the field says, key by key. */
    void type(String id, String text) {
        enter(id);
        robot.push(KeyCode.CONTROL, KeyCode.A);
        Scene scene = robot.lookup("#" + id).query().getScene();
        // The robot's own typing rests for a twentieth of a second after each key.
        text.chars()
                .forEach(key -> robot.robotContext()
                        .getBaseRobot()
                        .typeKeyboard(scene, KeyCode.UNDEFINED, Character.toString(key)));
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** From the clipboard, at once. */
    void paste(String id, String text) {
        robot.interact(() -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(text);
            Clipboard.getSystemClipboard().setContent(content);
        });
        enter(id);
        robot.push(KeyCode.CONTROL, KeyCode.V);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Waits until Next is live, and clicks it. */
    void goOnTo(String title) {
        click("next");
        await("the page " + title, () -> title().equals(title));
    }

    boolean mayGoOn() {
        return isLive("next");
    }

    String title() {
        return FxThread.ask(
                () -> robot.lookup("#page-title").queryAs(Label.class).getText());
    }

    /** What the banner says; empty while it says nothing. */
    public String banner(String id) {
        return FxThread.ask(() -> robot.lookup("#" + id)
                .match(Node::isVisible)
                .tryQueryAs(Banner.class)
                .map(Banner::text)
                .orElse(""));
    }

    /** Whether it is shown and can be clicked. */
    boolean isLive(String id) {
        return FxThread.ask(() -> robot.lookup("#" + id)
                .tryQuery()
                .filter(node -> isShown(node) && !node.isDisabled())
                .isPresent());
    }

    /** @throws AssertionError after a minute and a half, with what the page shows then */
    public void await(String what, BooleanSupplier condition) {
        try {
            WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, condition::getAsBoolean);
        } catch (TimeoutException e) {
            throw new AssertionError("Waited in vain for " + what + ". The page " + title() + " shows: " + words(), e);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    private String words() {
        return FxThread.ask(() -> robot.lookup(".label").queryAllAs(Label.class).stream()
                .filter(Person::isShown)
                .map(Label::getText)
                .filter(text -> !text.isBlank())
                .reduce("", (all, text) -> all + "\n  " + text));
    }

    private void bringIntoView(String id) {
        for (int notch = 0; notch < NOTCHES && !isInView(id); notch++) {
            // At the margin, where no list or text takes the wheel for itself.
            robot.moveTo(robot.offset(robot.lookup(".page-scroll").<Node>query(), Pos.CENTER_LEFT, MARGIN, 0));
            // The headless wheel turns the other way round, a pixel a turn; the robot's own rests after each.
            robot.robotContext().getMouseRobot().scrollNoWait(-NOTCH);
            WaitForAsyncUtils.waitForFxEvents();
        }
        if (!isInView(id)) {
            throw new AssertionError("No scrolling shows " + id + " on the page " + title());
        }
    }

    public final boolean isInView(String id) {
        return isInView(robot.lookup("#" + id).<Node>query());
    }

    /** Whether all of it can be seen, as far as the page scrolls it. */
    public final boolean isInView(Node node) {
        return FxThread.ask(() -> {
            ScrollPane page = robot.lookup(".page-scroll").queryAs(ScrollPane.class);
            return !isInside(node, page.getContent()) || whole(page).contains(whole(node));
        });
    }

    private static Bounds whole(Node node) {
        return node.localToScene(node.getBoundsInLocal());
    }

    private static boolean isInside(Node node, Node box) {
        return node != null && (node.equals(box) || isInside(node.getParent(), box));
    }

    static boolean isShown(Node node) {
        return node == null || (node.isVisible() && isShown(node.getParent()));
    }
}
