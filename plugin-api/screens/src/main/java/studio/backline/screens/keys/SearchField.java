package studio.backline.screens.keys;

import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.List;
import studio.backline.screens.Icons;
import studio.backline.screens.ScreenTexts;

/** The search of a screen, which '/' leads to. It tells of a change once the typing pauses. */
public final class SearchField extends TextField implements HasKeys {

    private static final long serialVersionUID = 1L;

    public SearchField(String label) {
        super(label);
        // The keys of the shell look for it.
        addClassName("bl-search");
        setPrefixComponent(Icons.of("search"));
        setClearButtonVisible(true);
        setValueChangeMode(ValueChangeMode.LAZY);
    }

    @Override
    public List<KeyLine> keys() {
        return List.of(new KeyLine("/", ScreenTexts.get("screens.search.key")));
    }
}
