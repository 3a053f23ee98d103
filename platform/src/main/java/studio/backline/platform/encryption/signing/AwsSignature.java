package studio.backline.platform.encryption.signing;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * AWS Signature Version 4, as every store that is compatible with S3 asks for.
 *
 * @param accessKey names the key
 * @param secretKey the key
 * @param region such as {@code eu-central-1}; whatever the store is told it is in
 */
public record AwsSignature(String accessKey, String secretKey, String region) {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String SERVICE = "s3";
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /**
     * The header fields that sign a request.
     *
     * @param uri with path and query as they are sent
     */
    public Map<String, String> headers(String method, URI uri, byte[] body, Instant now) {
        String at = INSTANT.format(now);
        String day = at.substring(0, 8);
        String content = hex(sha256(body));
        TreeMap<String, String> signed = new TreeMap<>();
        signed.put("host", uri.getRawAuthority());
        signed.put("x-amz-content-sha256", content);
        signed.put("x-amz-date", at);
        String names = String.join(";", signed.keySet());
        String request =
                String.join(
                        "\n",
                        method,
                        uri.getRawPath(),
                        query(uri),
                        signed.entrySet().stream()
                                .map(field -> field.getKey() + ":" + field.getValue() + "\n")
                                .collect(Collectors.joining()),
                        names,
                        content);
        String scope = String.join("/", day, region, SERVICE, "aws4_request");
        String toSign = String.join("\n", ALGORITHM, at, scope, hex(sha256(bytes(request))));
        byte[] key = bytes("AWS4" + secretKey);
        for (String part : scope.split("/")) {
            key = hmac(key, part);
        }
        String authorization =
                "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                        .formatted(ALGORITHM, accessKey, scope, names, hex(hmac(key, toSign)));
        return Map.of(
                "x-amz-content-sha256", content,
                "x-amz-date", at,
                "Authorization", authorization);
    }

    /** Says nothing of the key. */
    @Override
    public String toString() {
        return "AwsSignature[%s, %s]".formatted(accessKey, region);
    }

    /** In the order of the names, each with a value. */
    private static String query(URI uri) {
        return Optional.ofNullable(uri.getRawQuery())
                .map(
                        query ->
                                Arrays.stream(query.split("&"))
                                        .map(pair -> pair.contains("=") ? pair : pair + "=")
                                        .sorted()
                                        .collect(Collectors.joining("&")))
                .orElse("");
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HMAC with SHA-256.", e);
        }
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no SHA-256.", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
