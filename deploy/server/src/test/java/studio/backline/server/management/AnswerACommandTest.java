package studio.backline.server.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

/** What a command hears that was not done. */
class AnswerACommandTest {

    private static final String TOKEN = "of-this-server";

    @Test
    void aFullDiskIsTold() throws Exception {
        IOException full = new IOException("/data/plugins/jar: No space left on device");
        for (Exception each : new Exception[] {full, new UncheckedIOException(full)}) {
            MockHttpServletResponse answer =
                    answer(
                            TOKEN,
                            body -> {
                                if (each instanceof IOException e) {
                                    throw e;
                                }
                                throw (RuntimeException) each;
                            });
            assertThat(answer.getStatus()).isEqualTo(409);
            Refusal refusal =
                    JsonMapper.shared().readValue(answer.getContentAsByteArray(), Refusal.class);
            assertThat(refusal.code()).isEqualTo("disk-full");
            assertThat(refusal.remedy()).startsWith("Make room");
        }
    }

    @Test
    void whatNobodyForesawIsTold() throws Exception {
        MockHttpServletResponse answer =
                answer(
                        TOKEN,
                        body -> {
                            throw new IOException("secret");
                        });
        assertThat(answer.getStatus()).isEqualTo(500);
        assertThat(answer.getContentAsString())
                .contains("something unexpected came in between (IOException)")
                .doesNotContain("secret");
    }

    @Test
    void whoeverHasAnotherTokenLearnsNothing() throws Exception {
        MockHttpServletResponse answer = answer("another", body -> "done");
        assertThat(answer.getStatus()).isEqualTo(401);
        assertThat(answer.getContentAsByteArray()).isEmpty();
    }

    private static MockHttpServletResponse answer(String token, Command command) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/commands/one");
        request.setPathInfo("/one");
        request.addHeader(RunningServer.HEADER, token);
        MockHttpServletResponse response = new MockHttpServletResponse();
        new CommandServlet(TOKEN::equals, Map.of("one", command)).doPost(request, response);
        return response;
    }
}
