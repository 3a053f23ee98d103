@NullMarked
package studio.backline.plugins.crm.organisation;

import org.jspecify.annotations.NullMarked;
