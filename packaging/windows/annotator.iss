; Makes the installer for Windows of what PyInstaller put into dist\annotator; Inno Setup 6.3 or newer:
;
;     ISCC.exe /DVersion=0.5.0 packaging\windows\annotator.iss
;
; It installs for whoever runs it and asks for no administrator. One rolls it out with switches alone:
;
;     annotator-0.5.0-windows-x86_64-setup.exe /VERYSILENT /SUPPRESSMSGBOXES /NORESTART /LOG="C:\setup.log"
;         /ALLUSERS                    for everybody on the computer (then as an administrator), else for this user
;         /TASKS="filetypes"           which of the tasks below; "" for none
;         /DIR="D:\Programs\Annotator" another folder
;     "%LOCALAPPDATA%\Programs\Annotator\unins000.exe" /VERYSILENT
;
; Uninstalling takes what was installed. Projects, backups and settings stand elsewhere and stay.

#ifndef Version
  #error "Say which version: ISCC /DVersion=0.5.0 annotator.iss"
#endif
#ifndef Machine
  #define Machine "x86_64"
#endif
#define Root AddBackslash(SourcePath) + "..\.."
#ifndef Bundle
  #define Bundle Root + "\dist\annotator"
#endif
#ifndef PicturesFolder
  #define PicturesFolder Root + "\build\icons"
#endif
#define Program "annotator-window.exe"

[Setup]
; Names this program for ever: a newer version finds the older one by it.
AppId={{6F1B2B2C-6C53-4B52-9B0E-3C1C5E0B7A41}
AppName=Annotator
AppVersion={#Version}
AppVerName=Annotator {#Version}
AppPublisher=The Annotator developers
VersionInfoVersion={#Version}
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=commandline
; %LOCALAPPDATA%\Programs for one user, Program Files where /ALLUSERS is said.
DefaultDirName={autopf}\Annotator
DisableProgramGroupPage=yes
#if Machine == "arm64"
ArchitecturesAllowed=arm64
ArchitecturesInstallIn64BitMode=arm64
#else
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
#endif
; What Qt 6.11 asks for: Windows 10 1809.
MinVersion=10.0.17763
; An open window is asked to close; it saves what it has, as each step was saved before.
CloseApplications=yes
RestartApplications=no
ChangesAssociations=yes
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
LicenseFile={#Root}\LICENSE
SetupIconFile={#PicturesFolder}\annotator.ico
UninstallDisplayName=Annotator
UninstallDisplayIcon={app}\{#Program}
OutputDir={#Root}\dist
OutputBaseFilename=annotator-{#Version}-windows-{#Machine}-setup
#ifdef SignTool
; The name of a tool that ISCC was given by /S; without one nothing is signed.
SignTool={#SignTool}
SignedUninstaller=yes
#endif

[Tasks]
Name: "filetypes"; Description: "Open projects, packets and invitations by double click"
Name: "desktop"; Description: "An icon on the desktop"; Flags: unchecked

[InstallDelete]
; A module that a newer version has no more must not be found.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Bundle}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs
Source: "{#PicturesFolder}\annotator-project.ico"; DestDir: "{app}\icons"; Flags: ignoreversion
Source: "{#PicturesFolder}\annotator-packet.ico"; DestDir: "{app}\icons"; Flags: ignoreversion
Source: "{#PicturesFolder}\annotator-invitation.ico"; DestDir: "{app}\icons"; Flags: ignoreversion

[Icons]
Name: "{autoprograms}\Annotator"; Filename: "{app}\{#Program}"; Comment: "Code diplomatic texts"
Name: "{autoprograms}\Annotator prompt"; Filename: "{cmd}"; Parameters: "/k set ""PATH={app};%PATH%"" && annotator --help"; WorkingDir: "%USERPROFILE%"; IconFilename: "{app}\annotator.exe"; Comment: "A prompt that knows the command annotator"
Name: "{autodesktop}\Annotator"; Filename: "{app}\{#Program}"; Tasks: desktop

[Registry]
; HKA: HKEY_CURRENT_USER, with /ALLUSERS HKEY_LOCAL_MACHINE.
Root: HKA; Subkey: "Software\Classes\Annotator.Project"; ValueType: string; ValueData: "Annotator project"; Flags: uninsdeletekey; Tasks: filetypes
Root: HKA; Subkey: "Software\Classes\Annotator.Project\DefaultIcon"; ValueType: string; ValueData: """{app}\icons\annotator-project.ico"""; Tasks: filetypes
Root: HKA; Subkey: "Software\Classes\Annotator.Project\shell\open\command"; ValueType: string; ValueData: """{app}\{#Program}"" ""%1"""; Tasks: filetypes
Root: HKA; Subkey: "Software\Classes\Annotator.Packet"; ValueType: string; ValueData: "Annotator packet"; Flags: uninsdeletekey; Tasks: filetypes
Root: HKA; Subkey: "Software\Classes\Annotator.Packet\DefaultIcon"; ValueType: string; ValueData: """{app}\icons\annotator-packet.ico"""; Tasks: filetypes
Root: HKA; Subkey: "Software\Classes\Annotator.Packet\shell\open\command"; ValueType: string; ValueData: """{app}\{#Program}"" ""%1"""; Tasks: filetypes
Root: HKA; Subkey: "Software\Classes\Annotator.Invitation"; ValueType: string; ValueData: "Annotator invitation"; Flags: uninsdeletekey; Tasks: filetypes
Root: HKA; Subkey: "Software\Classes\Annotator.Invitation\DefaultIcon"; ValueType: string; ValueData: """{app}\icons\annotator-invitation.ico"""; Tasks: filetypes
Root: HKA; Subkey: "Software\Classes\Annotator.Invitation\shell\open\command"; ValueType: string; ValueData: """{app}\{#Program}"" ""%1"""; Tasks: filetypes
; An ending that another program has already stays its own; ours is among what opens it. What is below a key stands behind
; it: uninstalling goes backwards, and takes only keys with nothing in them.
Root: HKA; Subkey: "Software\Classes\.annot"; ValueType: string; ValueData: "Annotator.Project"; Flags: uninsdeletevalue uninsdeletekeyifempty; Tasks: filetypes; Check: IsFree('.annot')
Root: HKA; Subkey: "Software\Classes\.annot\OpenWithProgids"; ValueType: string; ValueName: "Annotator.Project"; ValueData: ""; Flags: uninsdeletevalue uninsdeletekeyifempty; Tasks: filetypes
Root: HKA; Subkey: "Software\Classes\.packet"; ValueType: string; ValueData: "Annotator.Packet"; Flags: uninsdeletevalue uninsdeletekeyifempty; Tasks: filetypes; Check: IsFree('.packet')
Root: HKA; Subkey: "Software\Classes\.packet\OpenWithProgids"; ValueType: string; ValueName: "Annotator.Packet"; ValueData: ""; Flags: uninsdeletevalue uninsdeletekeyifempty; Tasks: filetypes
Root: HKA; Subkey: "Software\Classes\.invitation"; ValueType: string; ValueData: "Annotator.Invitation"; Flags: uninsdeletevalue uninsdeletekeyifempty; Tasks: filetypes; Check: IsFree('.invitation')
Root: HKA; Subkey: "Software\Classes\.invitation\OpenWithProgids"; ValueType: string; ValueName: "Annotator.Invitation"; ValueData: ""; Flags: uninsdeletevalue uninsdeletekeyifempty; Tasks: filetypes

[Run]
Filename: "{app}\{#Program}"; Description: "Start Annotator"; Flags: postinstall nowait skipifsilent

[Code]
function IsFree(Ending: String): Boolean;
var
  Owner: String;
begin
  Result := not RegQueryStringValue(HKA, 'Software\Classes\' + Ending, '', Owner)
    or (Owner = '') or (Pos('Annotator.', Owner) = 1);
end;
