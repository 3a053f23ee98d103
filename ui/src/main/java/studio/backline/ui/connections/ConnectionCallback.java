package studio.backline.ui.connections;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.connections.AuthorizationFlow;
import studio.backline.platform.connections.AuthorizationFlow.Arrival;
import studio.backline.platform.connections.AuthorizationFlow.Connected;
import studio.backline.platform.connections.ConnectionException;
import studio.backline.platform.connections.WayBack;
import studio.backline.platform.identity.AccountPrincipal;
import studio.backline.ui.caller.ChosenWorkspace;
import studio.backline.ui.caller.Memberships;
import studio.backline.ui.caller.SignedIn;
import studio.backline.ui.text.HostTexts;

/**
 * Where a provider sends people back to. Its address holds a code: it is taken at once, and people
 * are led on to one that holds nothing.
 */
@Controller
class ConnectionCallback {

    private final AuthorizationFlow flow;
    private final SignedIn signedIn;
    private final Memberships memberships;
    private final ChosenWorkspace chosen;
    private final HostTexts texts;

    ConnectionCallback(
            AuthorizationFlow flow,
            SignedIn signedIn,
            Memberships memberships,
            ChosenWorkspace chosen,
            HostTexts texts) {
        this.flow = flow;
        this.signedIn = signedIn;
        this.memberships = memberships;
        this.chosen = chosen;
        this.texts = texts;
    }

    @GetMapping(CallbackAddress.PATH + "{plugin}/{provider}")
    void arrive(
            @PathVariable("plugin") String plugin,
            @PathVariable("provider") String provider,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        WayBack on;
        try {
            Connected connected = flow.finish(arrival(plugin, provider, request));
            said(connected, locale).keep(request.getSession());
            lead(connected, request);
            on = connected.wayBack();
        } catch (ConnectionException e) {
            new ConnectionNews(false, e.text(locale)).keep(request.getSession());
            on = WayBack.USUAL;
        } catch (IllegalArgumentException e) {
            // No plugin is called so: as where none runs.
            new ConnectionNews(false, texts.get("connections.address-unknown"))
                    .keep(request.getSession());
            on = WayBack.USUAL;
        }
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader(HttpHeaders.LOCATION, on.path());
        response.setHeader("Referrer-Policy", "no-referrer");
    }

    private Arrival arrival(String plugin, String provider, HttpServletRequest request) {
        AccountPrincipal who = signedIn.require();
        return new Arrival(
                who.accountId(),
                who.session(),
                new PluginId(plugin),
                provider,
                request.getParameterMap());
    }

    /**
     * A browser forgets on the way which tab it was: the next window begins where they went from.
     */
    private void lead(Connected connected, HttpServletRequest request) {
        if (memberships.of(signedIn.require().accountId()).size() > 1) {
            chosen.enter(request.getSession(), connected.workspace());
        }
    }

    private ConnectionNews said(Connected connected, Locale locale) {
        String key = connected.whole() ? "connections.done" : "connections.done.fewer";
        return new ConnectionNews(true, texts.get(key, connected.provider().apply(locale)));
    }
}
