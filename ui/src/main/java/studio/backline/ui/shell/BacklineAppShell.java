package studio.backline.ui.shell;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.shared.ui.Transport;
import com.vaadin.flow.theme.aura.Aura;

/**
 * The page that holds all screens. Push goes out by web socket and comes in by plain requests, so
 * that each act of a person passes the filters that check the session.
 */
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("/tokens.css")
@StyleSheet("/screens.css")
@StyleSheet("/shell.css")
@ColorScheme(ColorScheme.Value.SYSTEM)
@Push(transport = Transport.WEBSOCKET_XHR)
public class BacklineAppShell implements AppShellConfigurator {

    private static final long serialVersionUID = 1L;

    @Override
    public void configurePage(AppShellSettings settings) {
        settings.setViewport("width=device-width, initial-scale=1, viewport-fit=cover");
        settings.addLink("icon", "/favicon.svg");
    }
}
