package dev.planetfall.testing;

import dev.planetfall.desktop.DesktopBus;
import dev.planetfall.desktop.SessionBus;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.freedesktop.dbus.connections.AbstractConnection;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBus;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/** What a desktop offers on its bus, as small as it can be: writes down what it is asked for, in the order of asking. */
public final class DesktopServices implements AutoCloseable {
    private final SessionBus bus;
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final List<String> holders = new CopyOnWriteArrayList<>();

    public DesktopServices(DesktopSession session) {
        bus = SessionBus.connect(session.address());
        listen(() -> {
            bus.connection()
                    .addSigHandler(
                            DesktopBus.LauncherEntry.Update.class,
                            update -> heard.add("bar of " + update.program() + " "
                                    + update.properties()
                                            .get("progress-visible")
                                            .getValue() + " "
                                    + update.properties().get("progress").getValue()));
            bus.connection().addSigHandler(DBus.NameOwnerChanged.class, change -> {
                if (holders.contains(change.name) && change.newOwner.isEmpty()) {
                    heard.add("the holder is gone");
                }
            });
        });
    }

    /** @param capabilities such as {@code body-markup} */
    public DesktopServices showingNotifications(String... capabilities) {
        listen(() -> {
            bus.connection().exportObject(DesktopBus.Notifications.PATH, new Bubbles(List.of(capabilities)));
            bus.connection().requestBusName(DesktopBus.Notifications.NAME);
        });
        return this;
    }

    public DesktopServices likeGnome() {
        listen(() -> {
            bus.connection().exportObject(DesktopBus.GnomeSession.PATH, new Gnome());
            bus.connection().requestBusName(DesktopBus.GnomeSession.NAME);
        });
        return this;
    }

    public DesktopServices likeKde() {
        listen(() -> {
            bus.connection().exportObject(DesktopBus.PowerManagement.PATH, new Kde());
            bus.connection().requestBusName(DesktopBus.PowerManagement.NAME);
        });
        return this;
    }

    /** The next thing it was asked for; an empty text when nothing comes for ten seconds. */
    public String next() throws InterruptedException {
        String said = heard.poll(10, TimeUnit.SECONDS);
        return said == null ? "" : said;
    }

    /** Whether nothing more comes for a while. */
    public boolean staysQuiet() throws InterruptedException {
        return heard.poll(700, TimeUnit.MILLISECONDS) == null;
    }

    @Override
    public void close() {
        bus.close();
    }

    private void listen(Setting setting) {
        try {
            setting.up();
        } catch (DBusException e) {
            throw new IllegalStateException(e);
        }
    }

    private UInt32 hold(String words) {
        holders.add(AbstractConnection.getCallInfo().getSource());
        heard.add(words);
        return new UInt32(7);
    }

    @FunctionalInterface
    private interface Setting {
        void up() throws DBusException;
    }

    private final class Bubbles implements DesktopBus.Notifications {
        private final List<String> capabilities;

        Bubbles(List<String> capabilities) {
            this.capabilities = capabilities;
        }

        @Override
        public List<String> GetCapabilities() {
            return capabilities;
        }

        @Override
        public UInt32 Notify(
                String program,
                UInt32 replaced,
                String icon,
                String summary,
                String body,
                List<String> actions,
                Map<String, Variant<?>> hints,
                int milliseconds) {
            heard.add(program + "|" + icon + "|" + summary + "|" + body + "|"
                    + hints.get("urgency").getValue());
            return new UInt32(1);
        }

        @Override
        public String getObjectPath() {
            return PATH;
        }
    }

    private final class Gnome implements DesktopBus.GnomeSession {
        @Override
        public UInt32 Inhibit(String program, UInt32 window, String reason, UInt32 what) {
            return hold("held by " + program + ": " + reason + ", " + what);
        }

        @Override
        public void Uninhibit(UInt32 cookie) {
            heard.add("let go " + cookie);
        }

        @Override
        public String getObjectPath() {
            return PATH;
        }
    }

    private final class Kde implements DesktopBus.PowerManagement {
        @Override
        public UInt32 Inhibit(String program, String reason) {
            return hold("held by " + program + ": " + reason);
        }

        @Override
        public void UnInhibit(UInt32 cookie) {
            heard.add("let go " + cookie);
        }

        @Override
        public String getObjectPath() {
            return PATH;
        }
    }
}
