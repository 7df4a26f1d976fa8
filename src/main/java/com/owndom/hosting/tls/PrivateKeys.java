package com.owndom.hosting.tls;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/** Reads private keys as openssl writes them, and compares them with a certificate's. */
final class PrivateKeys {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ((?:RSA |EC )?)PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END");

    private PrivateKeys() {}

    /** Whether the text is the private half of that public key; false too when it is no key at all. */
    static boolean belong(String pem, PublicKey publicKey) {
        try {
            var algorithm = signature(publicKey.getAlgorithm());
            var signer = Signature.getInstance(algorithm);
            signer.initSign(parse(pem, publicKey));
            signer.update(publicKey.getEncoded());
            var verifier = Signature.getInstance(algorithm);
            verifier.initVerify(publicKey);
            verifier.update(publicKey.getEncoded());
            return verifier.verify(signer.sign());
        } catch (GeneralSecurityException | IllegalArgumentException another) {
            return false;
        }
    }

    private static PrivateKey parse(String pem, PublicKey publicKey) throws GeneralSecurityException {
        var matcher = PEM.matcher(pem);
        if (!matcher.find()) {
            throw new GeneralSecurityException("no private key");
        }
        var bytes = Base64.getMimeDecoder().decode(matcher.group(2));
        var encoded = matcher.group(1).isEmpty() ? bytes : wrapped(bytes, publicKey);
        return KeyFactory.getInstance(publicKey.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    /** The older forms leave out which algorithm it is; the public key says it in the same words. */
    private static byte[] wrapped(byte[] key, PublicKey publicKey) {
        var version = new byte[] {2, 1, 0};
        return tagged(0x30, join(version, algorithmOf(publicKey.getEncoded()), tagged(4, key)));
    }

    /** The first element of the outer sequence; neither is ever as long as 64 KiB. */
    private static byte[] algorithmOf(byte[] encoded) {
        var start = 2 + lengthBytes(encoded, 1);
        var length = 2 + (encoded[start + 1] & 0xff);
        return Arrays.copyOfRange(encoded, start, start + length);
    }

    private static int lengthBytes(byte[] encoded, int at) {
        var first = encoded[at] & 0xff;
        return first < 0x80 ? 0 : first & 0x7f;
    }

    private static byte[] tagged(int tag, byte[] content) {
        var length = content.length;
        var head = length < 0x80
                ? new byte[] {(byte) tag, (byte) length}
                : new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
        return join(head, content);
    }

    private static byte[] join(byte[]... parts) {
        var joined = new ByteArrayOutputStream();
        for (var part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    private static String signature(String algorithm) {
        return switch (algorithm) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> algorithm;
        };
    }
}
