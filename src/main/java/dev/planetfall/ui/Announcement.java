package dev.planetfall.ui;

import javafx.event.Event;
import javafx.event.EventType;

/** A node that says something by itself, and can be given the focus to be read aloud. */
public interface Announcement {
    /** Told, as an event of the node, when it shows an error that it did not show before. */
    EventType<Event> ERROR_SHOWN = new EventType<>(Event.ANY, "ERROR_SHOWN");
}
