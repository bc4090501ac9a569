package dev.planetfall.desktop;

import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/** What is used of the services of Linux desktops, as it is on the bus: hence the names of the methods. Public as the library wants it. */
public final class DesktopBus {
    private DesktopBus() {}

    /**
     * Shows a notification.
     *
     * @see <a href="https://specifications.freedesktop.org/notification-spec/latest/">Desktop Notifications</a>
     */
    @DBusInterfaceName(Notifications.NAME)
    public interface Notifications extends DBusInterface {
        String NAME = "org.freedesktop.Notifications";
        String PATH = "/org/freedesktop/Notifications";

        List<String> GetCapabilities();

        UInt32 Notify(
                String program,
                UInt32 replaced,
                String icon,
                String summary,
                String body,
                List<String> actions,
                Map<String, Variant<?>> hints,
                int milliseconds);
    }

    /** GNOME, Cinnamon, MATE and Xfce do not sleep meanwhile. */
    @DBusInterfaceName(GnomeSession.NAME)
    public interface GnomeSession extends DBusInterface {
        String NAME = "org.gnome.SessionManager";
        String PATH = "/org/gnome/SessionManager";
        /** Not to be suspended. The screen may go dark. */
        UInt32 SUSPEND = new UInt32(4);

        UInt32 Inhibit(String program, UInt32 window, String reason, UInt32 what);

        void Uninhibit(UInt32 cookie);
    }

    /** KDE does not sleep meanwhile. */
    @DBusInterfaceName(PowerManagement.NAME + ".Inhibit")
    public interface PowerManagement extends DBusInterface {
        String NAME = "org.freedesktop.PowerManagement";
        String PATH = "/org/freedesktop/PowerManagement/Inhibit";

        UInt32 Inhibit(String program, String reason);

        void UnInhibit(UInt32 cookie);
    }

    /** The bar on a program's icon, as Ubuntu's dock and KDE's taskbar draw it. */
    @DBusInterfaceName("com.canonical.Unity.LauncherEntry")
    public interface LauncherEntry extends DBusInterface {
        String PATH = "/com/canonical/unity/launcherentry/planetfall";
        String PROGRAM = "application://planetfall.desktop";

        /** Something about it changed. */
        class Update extends DBusSignal {
            final String program;
            final Map<String, Variant<?>> properties;

            public Update(String path, String program, Map<String, Variant<?>> properties) throws DBusException {
                super(path, program, properties);
                this.program = program;
                this.properties = Map.copyOf(properties);
            }

            public String program() {
                return program;
            }

            public Map<String, Variant<?>> properties() {
                return properties;
            }
        }
    }
}
