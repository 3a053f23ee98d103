package studio.backline.plugins.crm.tag;

import java.util.List;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the tags of the caller's workspace. Tags are made by using them. */
@Transactional
public class TagService {

    /** All tags, in the order of their names; at most 1,000. Needs {@code crm.view}. */
    @Transactional(readOnly = true)
    public List<Tag> all() {
        throw new UnsupportedOperationException();
    }

    /** Takes a tag off everybody and forgets it. Needs {@code crm.edit}. */
    public void delete(TagId id) {
        throw new UnsupportedOperationException();
    }
}
