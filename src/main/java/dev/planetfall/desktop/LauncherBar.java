package dev.planetfall.desktop;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.types.Variant;

/** The bar on this program's icon in the dock of a Linux desktop. It goes with the connection. */
public final class LauncherBar implements AutoCloseable {
    private final SessionBus bus;

    private LauncherBar(SessionBus bus) {
        this.bus = bus;
    }

    /** @throws DesktopException when nobody listens there */
    public static LauncherBar onBus(String address) {
        return new LauncherBar(SessionBus.connect(address));
    }

    /**
     * Shows how far something is. Docks that know no bars do not notice.
     *
     * @param fraction from 0 to 1; empty for no bar
     */
    public void show(OptionalDouble fraction) {
        Map<String, Variant<?>> properties = new HashMap<>();
        properties.put("progress", new Variant<>(fraction.orElse(0)));
        properties.put("progress-visible", new Variant<>(fraction.isPresent()));
        try {
            bus.connection()
                    .sendMessage(new DesktopBus.LauncherEntry.Update(
                            DesktopBus.LauncherEntry.PATH, DesktopBus.LauncherEntry.PROGRAM, properties));
        } catch (DBusException e) {
            throw new IllegalStateException("The words of the bar are made here and are right", e);
        }
    }

    @Override
    public void close() {
        bus.close();
    }
}
