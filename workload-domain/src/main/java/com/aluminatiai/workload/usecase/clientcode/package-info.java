/** Client code: templates, and the check of what a model puts into their slots. */
package com.aluminatiai.workload.usecase.clientcode;
