package studio.backline.ui.connections;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import studio.backline.screens.Icons;
import studio.backline.ui.text.HostTexts;

/** The address that is entered at the provider, to be copied. */
final class CallbackBox extends Div {

    private static final long serialVersionUID = 1L;

    CallbackBox(HostTexts texts, String provider, String address) {
        addClassName("bl-form");
        setWidthFull();
        Paragraph line = new Paragraph(texts.get("providers.callback", provider));
        Div box = new Div(address);
        box.addClassName("bl-link-box");
        Button copy = new Button(texts.get("providers.callback.copy"), Icons.of("copy"));
        copy.setAriaLabel(texts.get("providers.callback.copy.label", provider));
        copy.addClickListener(click -> copy.setText(texts.get("members.invite.copied")));
        // In the browser alone, while the hand is still on it: later it would not be allowed.
        copy.getElement()
                .executeJs(
                        """
                        this.hidden = !navigator.clipboard;
                        this.addEventListener('click', () => navigator.clipboard.writeText($0));
                        """,
                        address);
        add(line, box, new Div(copy));
    }
}
