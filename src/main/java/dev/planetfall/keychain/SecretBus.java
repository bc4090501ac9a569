package dev.planetfall.keychain;

import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.Tuple;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.Position;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.Variant;

/**
 * What is used of the Secret Service API of freedesktop.org, as it is on the bus: hence the names of the methods. Public as the library
 * wants it.
 *
 * @see <a href="https://specifications.freedesktop.org/secret-service-spec/latest/">Secret Service API</a>
 */
@SuppressWarnings("checkstyle:MethodName")
public final class SecretBus {
    static final String NAME = "org.freedesktop.secrets";
    static final String PATH = "/org/freedesktop/secrets";
    /** In the place of an object that there is none. */
    static final String NOTHING = "/";

    private SecretBus() {}

    /** The keychain itself. */
    @DBusInterfaceName("org.freedesktop.Secret.Service")
    public interface Vault extends DBusInterface {
        Both<Variant<?>, DBusPath> OpenSession(String algorithm, Variant<?> input);

        Both<List<DBusPath>, List<DBusPath>> SearchItems(Map<String, String> attributes);

        Both<List<DBusPath>, DBusPath> Unlock(List<DBusPath> objects);

        DBusPath ReadAlias(String name);
    }

    /** Entries that are locked and unlocked together. */
    @DBusInterfaceName("org.freedesktop.Secret.Collection")
    public interface Ring extends DBusInterface {
        Both<DBusPath, DBusPath> CreateItem(Map<String, Variant<?>> properties, Secret secret, boolean replace);
    }

    /** One entry. */
    @DBusInterfaceName("org.freedesktop.Secret.Item")
    public interface Item extends DBusInterface {
        DBusPath Delete();

        Secret GetSecret(DBusPath session);
    }

    /** The system asks the person. */
    @DBusInterfaceName("org.freedesktop.Secret.Prompt")
    public interface Prompt extends DBusInterface {
        void Prompt(String window);

        /** The person has answered. */
        class Completed extends DBusSignal {
            final boolean dismissed;

            public Completed(String path, boolean dismissed, Variant<?> result) throws DBusException {
                super(path, dismissed, result);
                this.dismissed = dismissed;
            }
        }
    }

    /** A password as it travels. */
    public static final class Secret extends Struct {
        @Position(0)
        public final DBusPath session;

        @Position(1)
        public final byte[] parameters;

        @Position(2)
        public final byte[] value;

        @Position(3)
        public final String contentType;

        public Secret(DBusPath session, byte[] parameters, byte[] value, String contentType) {
            this.session = session;
            this.parameters = parameters;
            this.value = value;
            this.contentType = contentType;
        }
    }

    /** Two answers to one call. */
    public static final class Both<A, B> extends Tuple {
        @Position(0)
        public final A first;

        @Position(1)
        public final B second;

        public Both(A first, B second) {
            this.first = first;
            this.second = second;
        }
    }
}
