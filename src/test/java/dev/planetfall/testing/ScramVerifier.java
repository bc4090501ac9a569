package dev.planetfall.testing;

import dev.planetfall.postgres.Password;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a server keeps of a password, with one round of hashing instead of 4096: a client repeats them with each
 * connection, which takes it longer than all the rest. The words that are exchanged stay the same.
 *
 * @see <a href="https://www.postgresql.org/docs/current/catalog-pg-authid.html">The format</a>
 */
final class ScramVerifier {
    private static final int ROUNDS = 1;
    private static final int KEY_BITS = 256;
    private static final byte[] SALT = "planetfall tests".getBytes(StandardCharsets.US_ASCII);

    private ScramVerifier() {}

    static String of(Password password) {
        try {
            byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(password.reveal().toCharArray(), SALT, ROUNDS, KEY_BITS))
                    .getEncoded();
            byte[] storedKey = MessageDigest.getInstance("SHA-256").digest(hmac(salted, "Client Key"));
            return "SCRAM-SHA-256$" + ROUNDS + ":" + text(SALT) + "$" + text(storedKey) + ":"
                    + text(hmac(salted, "Server Key"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, mac.getAlgorithm()));
        return mac.doFinal(message.getBytes(StandardCharsets.US_ASCII));
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
