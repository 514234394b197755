/** Client code: templates, and the gate for code that a model wrote. */
package com.aluminatiai.workload.usecase.clientcode;
