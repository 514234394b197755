/** What happens when things break: killed, silent, full, doubled, besieged. On the built jar. */
package com.aluminatiai.app.robust;
