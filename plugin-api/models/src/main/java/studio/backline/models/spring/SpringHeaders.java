package studio.backline.models.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import studio.backline.contract.outbound.OutboundResponse;

/** Header fields, there and back. */
final class SpringHeaders {

    private SpringHeaders() {}

    static List<Map.Entry<String, String>> of(HttpHeaders headers) {
        List<Map.Entry<String, String>> all = new ArrayList<>();
        headers.forEach((name, values) -> values.forEach(it -> all.add(Map.entry(name, it))));
        return all;
    }

    static HttpHeaders of(OutboundResponse response) {
        HttpHeaders headers = new HttpHeaders();
        response.headers().forEach(each -> headers.add(each.getKey(), each.getValue()));
        return headers;
    }

    static String contentType(HttpHeaders headers) {
        String type = headers.getFirst(HttpHeaders.CONTENT_TYPE);
        return type == null ? "" : type;
    }

    static String known(String type) {
        return type.isEmpty() ? "application/octet-stream" : type;
    }
}
