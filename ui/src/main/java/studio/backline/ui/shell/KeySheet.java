package studio.backline.ui.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import studio.backline.screens.keys.HasKeys;
import studio.backline.screens.keys.KeyLine;
import studio.backline.ui.text.HostTexts;

/** Which keys work here, and the switch for those who want no letter to be one. */
final class KeySheet extends Dialog {

    private static final long serialVersionUID = 1L;

    KeySheet(
            HostTexts texts,
            Map<Character, String> places,
            boolean letters,
            Consumer<Boolean> onLetters) {
        setHeaderTitle(texts.get("keys.title"));
        setWidth("420px");
        List<KeyLine> everywhere =
                List.of(
                        new KeyLine("?", texts.get("keys.sheet")),
                        new KeyLine("Ctrl Z", texts.get("keys.undo")));
        add(part(texts.get("keys.everywhere"), everywhere));
        List<KeyLine> ways =
                places.entrySet().stream()
                        .map(way -> new KeyLine("G " + upper(way.getKey()), way.getValue()))
                        .toList();
        add(part(texts.get("keys.go"), ways));
        List<KeyLine> here = shown().flatMap(one -> one.keys().stream()).toList();
        if (!here.isEmpty()) {
            add(part(texts.get("keys.here"), here));
        }
        Checkbox choice = new Checkbox(texts.get("keys.letters"), letters);
        choice.addValueChangeListener(change -> onLetters.accept(change.getValue()));
        Paragraph hint = new Paragraph(texts.get("keys.letters.hint"));
        hint.addClassName("bl-hint");
        Section letterChoice = new Section(choice, hint);
        letterChoice.addClassName("bl-dialog-section");
        add(letterChoice);
        getFooter().add(new Button(texts.get("keys.close"), click -> close()));
    }

    private static String upper(char letter) {
        return String.valueOf(Character.toUpperCase(letter));
    }

    private static Section part(String title, List<KeyLine> lines) {
        DescriptionList list = new DescriptionList();
        list.addClassName("bl-keys");
        for (KeyLine line : lines) {
            DescriptionList.Term keys = new DescriptionList.Term();
            Stream.of(line.keys().split(" ")).map(KeySheet::key).forEach(keys::add);
            list.add(new Div(keys, new DescriptionList.Description(line.act())));
        }
        Section part = new Section(new H3(title), list);
        part.addClassName("bl-dialog-section");
        return part;
    }

    private static Span key(String caption) {
        Span key = new Span(caption);
        key.addClassName("bl-key");
        return key;
    }

    /** What is on the screen now and has keys. */
    private static Stream<HasKeys> shown() {
        List<HasElement> screen = UI.getCurrent().getInternals().getActiveRouterTargetsChain();
        return screen.stream()
                .limit(1)
                .filter(Component.class::isInstance)
                .flatMap(view -> within((Component) view))
                .filter(HasKeys.class::isInstance)
                .filter(Component::isVisible)
                .map(HasKeys.class::cast);
    }

    private static Stream<Component> within(Component component) {
        return Stream.concat(
                Stream.of(component), component.getChildren().flatMap(KeySheet::within));
    }
}
