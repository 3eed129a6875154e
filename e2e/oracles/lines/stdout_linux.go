package lines

import (
	"os"
	"syscall"
)

// takeStdout keeps standard output for the answers, and gives standard error to whoever writes to it from then on.
//
// Below os.Stdout, because a library may have taken that before main began, as Istio's log does.
func takeStdout() (*os.File, error) {
	kept, err := syscall.Dup(1)
	if err != nil {
		return nil, err
	}
	syscall.CloseOnExec(kept)
	return os.NewFile(uintptr(kept), "answers"), syscall.Dup3(2, 1, 0)
}
