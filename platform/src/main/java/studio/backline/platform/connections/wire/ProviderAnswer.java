package studio.backline.platform.connections.wire;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import net.minidev.json.JSONObject;
import studio.backline.contract.encryption.Secret;
import studio.backline.contract.outbound.OutboundFailedException;
import studio.backline.contract.outbound.OutboundFailedException.Kind;
import studio.backline.platform.connections.ConnectionFault;

/** An answer of a provider, and what it means. */
record ProviderAnswer(int status, String type, Optional<String> retryAfter, byte[] body) {

    /** What may stand in a header, so that no token can begin another one. */
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7E]{1,16000}");

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);
    private static final Set<Integer> ERRORS = Set.of(200, 400, 401, 403);

    /** No answer, or none that ended. */
    static ProviderFaultException lost(IOException failure) {
        boolean large =
                failure instanceof OutboundFailedException failed
                        && failed.kind() == Kind.TOO_LARGE;
        return new ProviderFaultException(
                large ? ConnectionFault.NOT_UNDERSTOOD : ConnectionFault.SILENT, Optional.empty());
    }

    /** The tokens in it. */
    TokenGrant tokens() throws ProviderFaultException {
        requireHealthy();
        JSONObject json = json();
        if (status != 200 || json.containsKey("error")) {
            throw fault(errorOf(json));
        }
        if (!(json.get("token_type") instanceof String kind) || !kind.equalsIgnoreCase("Bearer")) {
            throw fault(ConnectionFault.TOKEN_TYPE);
        }
        try {
            return grant(AccessTokenResponse.parse(json));
        } catch (ParseException | RuntimeException wrong) {
            // Its message may quote the answer.
            throw fault(ConnectionFault.NOT_UNDERSTOOD);
        }
    }

    /** Returns where the token is of no use any more: given back, or over already. */
    void requireRevoked() throws ProviderFaultException {
        requireHealthy();
        if (status >= 200 && status < 300) {
            return;
        }
        if (status == 400 && "invalid_token".equals(json().get("error"))) {
            return;
        }
        throw fault(errorOf(json()));
    }

    /** Returns where what stands in the answer counts. */
    private void requireHealthy() throws ProviderFaultException {
        if (status == 429) {
            throw fault(ConnectionFault.BUSY);
        }
        if (status >= 500) {
            throw fault(ConnectionFault.FAILED);
        }
        if (status >= 300 && !ERRORS.contains(status)) {
            throw fault(ConnectionFault.NOT_UNDERSTOOD);
        }
    }

    /** Empty where it is none and the status says enough. */
    private JSONObject json() throws ProviderFaultException {
        if (type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            try {
                return JSONObjectUtils.parse(new String(body, StandardCharsets.UTF_8));
            } catch (ParseException | RuntimeException wrong) {
                throw fault(ConnectionFault.NOT_UNDERSTOOD);
            }
        }
        if (status < 300) {
            throw fault(ConnectionFault.NOT_UNDERSTOOD);
        }
        return new JSONObject();
    }

    private ConnectionFault errorOf(JSONObject json) {
        return switch (String.valueOf(json.get("error"))) {
            case "invalid_grant" -> ConnectionFault.GRANT_ENDED;
            case "invalid_client", "unauthorized_client" -> ConnectionFault.CLIENT_REFUSED;
            case "invalid_scope" -> ConnectionFault.SCOPE_REFUSED;
            case "server_error", "temporarily_unavailable" -> ConnectionFault.FAILED;
            case "slow_down" -> ConnectionFault.BUSY;
            default ->
                    status == 401
                            ? ConnectionFault.CLIENT_REFUSED
                            : status < 300
                                    ? ConnectionFault.NOT_UNDERSTOOD
                                    : ConnectionFault.REQUEST_REFUSED;
        };
    }

    private TokenGrant grant(AccessTokenResponse response) throws ProviderFaultException {
        AccessToken access = response.getTokens().getAccessToken();
        RefreshToken refresh = response.getTokens().getRefreshToken();
        if (!TOKEN.matcher(access.getValue()).matches()
                || (refresh != null && !TOKEN.matcher(refresh.getValue()).matches())) {
            throw fault(ConnectionFault.NOT_UNDERSTOOD);
        }
        Optional<Duration> lasts =
                access.getLifetime() > 0
                        ? Optional.of(
                                Duration.ofSeconds(
                                        Math.min(access.getLifetime(), LONGEST.toSeconds())))
                        : Optional.empty();
        return new TokenGrant(
                Secret.of(access.getValue()),
                Optional.ofNullable(refresh).map(token -> Secret.of(token.getValue())),
                lasts,
                Optional.ofNullable(access.getScope()).map(ProviderAnswer::names));
    }

    private static Set<String> names(Scope scope) {
        return new LinkedHashSet<>(scope.toStringList());
    }

    private ProviderFaultException fault(ConnectionFault fault) {
        return new ProviderFaultException(fault, retryAfter.flatMap(ProviderAnswer::pause));
    }

    /** Seconds or a date (RFC 9110, section 10.2.3). */
    private static Optional<Duration> pause(String retryAfter) {
        String text = retryAfter.strip();
        try {
            Duration asked =
                    text.matches("[0-9]{1,9}")
                            ? Duration.ofSeconds(Long.parseLong(text))
                            : Duration.between(
                                    Instant.now(),
                                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                            .toInstant());
            return asked.isPositive()
                    ? Optional.of(asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE)
                    : Optional.empty();
        } catch (DateTimeException e) {
            // No time that can be read: as if there were none.
            return Optional.empty();
        }
    }
}
