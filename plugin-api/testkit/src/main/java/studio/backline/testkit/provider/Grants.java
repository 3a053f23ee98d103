package studio.backline.testkit.provider;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What was granted: codes, and families of tokens. */
final class Grants {

    private static final Duration CODE_LIVES = Duration.ofMinutes(10);

    private final Clock clock;
    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, Token> access = new HashMap<>();
    private final Map<String, Token> refresh = new HashMap<>();
    private Duration lives = Duration.ofHours(1);
    private boolean rotates = true;

    Grants(Clock clock) {
        this.clock = clock;
    }

    /** All tokens that come from one agreement. */
    static final class Family {
        private boolean over;
    }

    /** An agreement that waits for its tokens. */
    static final class Code {
        private final String client;
        private final String redirect;
        private final String challenge;
        private final Set<String> scopes;
        private final Instant until;
        private final Family family = new Family();
        private boolean used;

        Code(String client, String redirect, String challenge, Set<String> scopes, Instant until) {
            this.client = client;
            this.redirect = redirect;
            this.challenge = challenge;
            this.scopes = scopes;
            this.until = until;
        }
    }

    /** A token of either kind; a refresh token is used up by its successor. */
    static final class Token {
        private final String client;
        private final Set<String> scopes;
        private final Family family;
        private final Instant until;
        private boolean used;

        Token(String client, Set<String> scopes, Family family, Instant until) {
            this.client = client;
            this.scopes = scopes;
            this.family = family;
            this.until = until;
        }
    }

    /** A pair of tokens as they are handed out. */
    record Pair(String access, String refresh, long seconds, Set<String> scopes) {}

    synchronized void lives(Duration time) {
        lives = time;
    }

    synchronized void rotates(boolean yes) {
        rotates = yes;
    }

    synchronized String code(String client, String redirect, String challenge, Set<String> scopes) {
        String code = random("code");
        Instant until = clock.instant().plus(CODE_LIVES);
        codes.put(code, new Code(client, redirect, challenge, scopes, until));
        return code;
    }

    /** Empty where the code is not good for these (RFC 6749, section 4.1.3; RFC 7636, 4.6). */
    synchronized Optional<Pair> exchange(
            String code, String client, String redirect, String verifier) {
        Code known = codes.get(code);
        if (known == null) {
            return Optional.empty();
        }
        if (known.used) {
            // Whoever has it a second time has stolen it, or the other one has.
            known.family.over = true;
            return Optional.empty();
        }
        known.used = true;
        boolean good =
                known.client.equals(client)
                        && known.redirect.equals(redirect)
                        && known.until.isAfter(clock.instant())
                        && verifier.matches("[A-Za-z0-9._~-]{43,128}")
                        && known.challenge.equals(challenge(verifier));
        return good
                ? Optional.of(pair(client, known.scopes, known.family, random("refresh")))
                : Optional.empty();
    }

    /** Empty where the token is not good any more; one that is used twice ends its family. */
    synchronized Optional<Pair> refresh(String token, String client) {
        Token known = refresh.get(token);
        if (known == null || !known.client.equals(client) || known.family.over) {
            return Optional.empty();
        }
        if (known.used) {
            known.family.over = true;
            return Optional.empty();
        }
        known.used = rotates;
        return Optional.of(
                pair(client, known.scopes, known.family, rotates ? random("refresh") : token));
    }

    synchronized void revoke(String token) {
        for (Map<String, Token> each : List.of(access, refresh)) {
            Token known = each.get(token);
            if (known != null) {
                known.family.over = true;
            }
        }
    }

    /** The person takes it back in the provider's own settings. */
    synchronized void revokeAll() {
        refresh.values().forEach(token -> token.family.over = true);
        access.values().forEach(token -> token.family.over = true);
    }

    synchronized boolean isGood(String token) {
        Token known = access.get(token);
        return known != null && !known.family.over && known.until.isAfter(clock.instant());
    }

    /** Of whichever agreement can still be used. */
    synchronized int live() {
        return (int)
                refresh.values().stream()
                        .filter(token -> !token.family.over && !token.used)
                        .count();
    }

    /** Each token that was ever handed out. */
    synchronized List<String> all() {
        List<String> all = new ArrayList<>(access.keySet());
        all.addAll(refresh.keySet());
        return all;
    }

    private Pair pair(String client, Set<String> scopes, Family family, String next) {
        String token = random("access");
        access.put(token, new Token(client, scopes, family, clock.instant().plus(lives)));
        refresh.putIfAbsent(next, new Token(client, scopes, family, Instant.MAX));
        return new Pair(token, next, lives.toSeconds(), scopes);
    }

    /** BASE64URL(SHA256(verifier)) (RFC 7636, section 4.2). */
    static String challenge(String verifier) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK cannot do SHA-256.", e);
        }
    }

    private static String random(String kind) {
        return kind + "-canary-" + UUID.randomUUID();
    }
}
