package studio.backline.ui.security;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people reach the house.
 *
 * @param address the address people type, such as {@code https://house.example}; with https the
 *     session's cookie carries Secure and the {@code __Host-} prefix. Absent: the house is reached
 *     on this machine only
 * @param trustedProxies addresses of proxies whose word about the visitor (X-Forwarded-For,
 *     X-Forwarded-Proto) is believed
 */
@ConfigurationProperties("backline.web")
public record WebProperties(@Nullable URI address, @DefaultValue List<String> trustedProxies) {

    /** Names the property when the address is not one. */
    public WebProperties {
        trustedProxies = List.copyOf(trustedProxies);
        if (address != null && (address.getHost() == null || address.getScheme() == null)) {
            throw new IllegalArgumentException(
                    "backline.web.address is '%s'. Write it like 'https://house.example'."
                            .formatted(address));
        }
    }

    /** Whether the address says that people come by TLS. */
    public boolean tls() {
        return address != null && "https".equalsIgnoreCase(address.getScheme());
    }
}
